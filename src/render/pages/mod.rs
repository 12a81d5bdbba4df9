//! Pages: for each a function from the site to what its template sees.

pub mod frame;
pub mod front;
pub mod sources;
pub mod note;
pub mod conflicts;
pub mod cited_rows;
pub mod datasets;
pub mod home;
pub mod sections;
pub mod dashboards;
pub mod terms;
pub mod figures;
pub mod changes;
pub mod corrections;
pub mod search;
