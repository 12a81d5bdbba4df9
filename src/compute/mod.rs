//! Rows to values, facts and ink: every figure becomes words and pictures. It cannot fail.
