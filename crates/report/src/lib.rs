//! Briefing.
