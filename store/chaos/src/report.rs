//! What a run came to.

use std::{collections::BTreeMap, fmt};

use crate::disturbance::Done;

pub(crate) struct Report {
    pub(crate) database: String,
    pub(crate) rows: BTreeMap<String, usize>,
    pub(crate) done: Done,
    pub(crate) transitions: usize,
    pub(crate) acknowledged: usize,
    pub(crate) superseded: usize,
    pub(crate) claims: i64,
    pub(crate) faults: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Done {
            kills,
            stops,
            terminated,
            restarts,
        } = &self.done;
        writeln!(f, "database      {}", self.database)?;
        writeln!(f, "rows          {}", self.rows.values().sum::<usize>())?;
        for (status, rows) in &self.rows {
            writeln!(f, "  {status:<22}{rows}")?;
        }
        writeln!(f, "kills         {kills}")?;
        writeln!(f, "stops         {stops}")?;
        writeln!(f, "terminated    {terminated} connections")?;
        writeln!(f, "restarts      {restarts}")?;
        writeln!(f, "claims        {}", self.claims)?;
        writeln!(f, "transitions   {}", self.transitions)?;
        writeln!(f, "acknowledged  {}", self.acknowledged)?;
        writeln!(f, "superseded    {} steps refused", self.superseded)?;
        writeln!(f, "faults        {}", self.faults.len())?;
        for fault in &self.faults {
            writeln!(f, "  {fault}")?;
        }
        Ok(())
    }
}
