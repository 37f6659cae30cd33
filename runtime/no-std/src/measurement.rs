//! One measurement of a thermometer on a bus.

use endstate::{Abandoned, Cause, Lifecycle};

/// What the thermometer hangs on.
pub trait Bus {
    /// Reads a register of the thermometer.
    ///
    /// # Errors
    ///
    /// Where nobody answers.
    fn read(&mut self, register: u8) -> Result<u16, NoAnswer>;

    /// Writes a register of the thermometer.
    ///
    /// # Errors
    ///
    /// Where nobody answers.
    fn write(&mut self, register: u8, value: u16) -> Result<(), NoAnswer>;
}

/// The registers.
pub const CONTROL: u8 = 0;
/// Not 0 once there is something to read.
pub const READY: u8 = 1;
/// In hundredths of a degree.
pub const CELSIUS: u8 = 2;

/// How often it is asked whether it is ready.
pub const MOST_POLLS: u8 = 3;

/// Nobody answered on the bus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAnswer;

impl core::fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("nobody answered on the bus")
    }
}

impl core::error::Error for NoAnswer {}

// ANCHOR: lifecycle
/// Why there is no temperature. It takes no memory of its own, as a text would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nobody answered.
    NoAnswer,
    /// It was asked as often as it may be.
    NeverReady,
    /// Nobody moved the measurement on.
    Abandoned,
}

/// The states of a measurement.
#[derive(Lifecycle)]
#[lifecycle(handle = Measurement<'b>, context = &'b mut dyn Bus, fixpoint = Failed)]
pub enum MeasurementState {
    /// The thermometer sleeps.
    #[lifecycle(initial, to(Converting, Failed))]
    Idle,
    /// It was told to measure.
    #[lifecycle(to(Converting when "not yet", Done when "ready", Failed))]
    Converting {
        /// How often it was asked.
        polls: u8,
    },
    /// It has measured.
    #[lifecycle(terminal)]
    Done {
        /// In hundredths of a degree.
        celsius: u16,
    },
    /// It has not.
    #[lifecycle(terminal)]
    Failed {
        /// Why not.
        why: Why,
    },
}

impl From<Abandoned> for Failed {
    fn from(abandoned: Abandoned) -> Self {
        let why = match abandoned.cause {
            Cause::Error(error) if error.is::<NoAnswer>() => Why::NoAnswer,
            _ => Why::Abandoned,
        };
        Self { why }
    }
}

/// What a poll leads to.
enum Polled<'b> {
    NotYet(Measurement<'b, Converting>),
    Ready(Measurement<'b, Done>),
}

impl<'b> Measurement<'b, Idle> {
    /// A failure is a transition like any other: nothing is boxed.
    fn start(self) -> Result<Measurement<'b, Converting>, Measurement<'b, Failed>> {
        match self.context.write(CONTROL, 1) {
            Ok(()) => Ok(self.to(Converting { polls: 0 })),
            Err(NoAnswer) => Err(self.to(Failed { why: Why::NoAnswer })),
        }
    }
}

impl<'b> Measurement<'b, Converting> {
    fn poll(mut self) -> Result<Polled<'b>, Measurement<'b, Failed>> {
        match self.ask() {
            Ok(Some(celsius)) => Ok(Polled::Ready(self.to(Done { celsius }))),
            Ok(None) if self.state.polls + 1 < MOST_POLLS => {
                let polls = self.state.polls + 1;
                Ok(Polled::NotYet(self.to(Converting { polls })))
            }
            Ok(None) => Err(self.to(Failed {
                why: Why::NeverReady,
            })),
            Err(NoAnswer) => Err(self.to(Failed { why: Why::NoAnswer })),
        }
    }

    fn ask(&mut self) -> Result<Option<u16>, NoAnswer> {
        match self.context.read(READY)? {
            0 => Ok(None),
            _ => self.context.read(CELSIUS).map(Some),
        }
    }
}

/// Measures once: hundredths of a degree, or why there are none.
///
/// # Errors
///
/// Where there are none.
pub fn measure(bus: &mut dyn Bus) -> Result<u16, Why> {
    let end = Measurement::scope(Idle, bus).run_sync(|measurement| {
        let mut converting = match measurement.start() {
            Ok(converting) => converting,
            Err(failed) => return Ok(failed.exit()),
        };
        loop {
            converting = match converting.poll() {
                Ok(Polled::NotYet(converting)) => converting,
                Ok(Polled::Ready(done)) => return Ok(done.exit()),
                Err(failed) => return Ok(failed.exit()),
            };
        }
    });
    match end {
        MeasurementEnd::Done(done) => Ok(done.celsius),
        MeasurementEnd::Failed(failed) => Err(failed.why),
    }
}
// ANCHOR_END: lifecycle

// ANCHOR: boxed
/// The same with `?`: an error is boxed, and lands in the fixpoint as the cause.
///
/// # Errors
///
/// Where there is no temperature.
pub fn measure_boxed(bus: &mut dyn Bus) -> Result<u16, Why> {
    let end = Measurement::scope(Idle, bus).run_sync(|measurement| {
        measurement.context.write(CONTROL, 1)?;
        let mut converting = measurement.to(Converting { polls: 0 });
        while converting.state.polls < MOST_POLLS {
            if let Some(celsius) = converting.ask()? {
                return Ok(converting.to(Done { celsius }).exit());
            }
            let polls = converting.state.polls + 1;
            converting = converting.to(Converting { polls });
        }
        Ok(converting
            .to(Failed {
                why: Why::NeverReady,
            })
            .exit())
    });
    match end {
        MeasurementEnd::Done(done) => Ok(done.celsius),
        MeasurementEnd::Failed(failed) => Err(failed.why),
    }
}
// ANCHOR_END: boxed
