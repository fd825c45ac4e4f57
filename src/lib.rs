//! account dossiers
pub mod analysis;
pub mod model;
pub mod source;
