//! Exchange: foreign bytes to values and back; each format has its file.

pub mod ics;
