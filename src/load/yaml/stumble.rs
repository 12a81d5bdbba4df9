//! What the parser of YAML stumbled over, in the words that an author can tell apart.

use serde_yaml::granit_parser::ScanError;

use crate::load::slip;

/// Sorts the parser's many errors into the few that an author can tell apart.
pub fn kind(error: &ScanError) -> slip::Kind {
    use serde_yaml::granit_parser::ErrorKind as E;
    match error.kind() {
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabAtBlockScalarStart => {
            slip::Kind::Tab
        }
        E::TabInPlainScalar | E::InvalidBlockEntryWhitespace | E::InvalidMappingValueWhitespace => {
            slip::Kind::Tab
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => {
            slip::Kind::OpenQuote
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            slip::Kind::BehindQuote
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape
        | E::InvalidLowSurrogate
        | E::InvalidLowSurrogateHexEscape
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => slip::Kind::Escape,
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. }
        | E::MismatchedFlowCollectionEnd { .. }
        | E::MisplacedFlowCollectionEnd
        | E::ExpectedFlowMappingSeparator
        | E::InvalidColonPlacement
        | E::ExpectedFlowSequenceSeparator => slip::Kind::Bracket,
        E::DirectiveDisallowed => slip::Kind::Directive,
        E::RecursionLimitExceeded => slip::Kind::Deep,
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry => slip::Kind::Indent,
        E::MappingValueNotAllowed | E::MappingKeyNotAllowed => slip::Kind::Value,
        _ => slip::Kind::Other,
    }
}
