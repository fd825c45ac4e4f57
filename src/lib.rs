//! account dossiers
pub mod source;
