//! A browser with a profile of its own, and what somebody does in it.

use std::{
    env, fs,
    io::{self, BufRead as _, BufReader, Write as _},
    os::unix::process::CommandExt as _,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, key::Key};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

use crate::site::SOON;

/// Which of the page's looks a browser prefers.
#[derive(Debug, Clone, Copy)]
pub enum Scheme {
    Light,
    Dark,
}

/// The screen of a telephone.
const TELEPHONE: u32 = 390;

/// A browser. Dropped, it is killed, with all its processes.
pub struct Browser {
    pub page: Client,
    // Dropped in this order: the profile is written to until the processes are gone.
    _driver: Driver,
    _profile: TempDir,
}

struct Driver {
    child: Child,
    /// Kept open: the driver may write on.
    out: BufReader<ChildStdout>,
}

impl Browser {
    /// Starts one; `None` where there is none.
    pub async fn start(scheme: Scheme, (width, height): (u32, u32)) -> Option<Self> {
        let mut driver = match Driver::start() {
            Ok(driver) => driver,
            Err(error) => {
                let required = env::var_os("ENDSTATE_REQUIRE_BROWSER");
                assert!(
                    required.is_none_or(|required| required != "1"),
                    "ENDSTATE_REQUIRE_BROWSER=1, but chromedriver: {error}"
                );
                let told = "launchpad: no chromedriver found: the tests in a browser are LEFT OUT; install it with ci/browser";
                // Past the test harness, which would swallow it.
                let _ = writeln!(io::stderr(), "{told}");
                return None;
            }
        };
        let port = driver.port();
        let profile = tempfile::tempdir().unwrap();
        let scheme = match scheme {
            Scheme::Light => 1,
            Scheme::Dark => 0,
        };
        let mut options = json!({ "args": [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            format!("--blink-settings=preferredColorScheme={scheme}"),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.path().display()),
        ]});
        if width <= TELEPHONE {
            // A window cannot be that small.
            let screen = json!({ "width": width, "height": height, "pixelRatio": 1.0 });
            options["mobileEmulation"] = json!({ "deviceMetrics": screen });
        }
        let Value::Object(capabilities) = json!({ "goog:chromeOptions": options }) else {
            unreachable!("it is an object");
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let page = builder.capabilities(capabilities);
        let place = format!("http://127.0.0.1:{port}");
        let page = timeout(SOON, page.connect(&place))
            .await
            .expect("a browser in time");
        Some(Self {
            page: page.unwrap(),
            _driver: driver,
            _profile: profile,
        })
    }

    /// Opens a page, and waits until it is told how everything stands.
    pub async fn open(&self, url: &str) {
        self.page.goto(url).await.unwrap();
        self.until_live().await;
        self.until("document.querySelectorAll('#launch option').length > 1")
            .await;
    }

    /// Waits until the page follows the server: also one that is not there yet.
    pub async fn until_live(&self) {
        self.until("document.getElementById('connection')?.textContent === 'live'")
            .await;
    }

    /// What an expression of JavaScript gives on the page.
    pub async fn value(&self, expression: &str) -> Value {
        let script = format!("return ({expression});");
        self.page.execute(&script, Vec::new()).await.unwrap()
    }

    /// Waits until an expression of JavaScript holds on the page.
    pub async fn until(&self, expression: &str) {
        let holds = async {
            while self.value(expression).await != true {
                sleep(Duration::from_millis(50)).await;
            }
        };
        if timeout(SOON, holds).await.is_err() {
            let text = self.value("document.body.innerText").await;
            panic!(
                "`{expression}` does not hold on the page:\n{}",
                text.as_str().unwrap()
            );
        }
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: &str) {
        let focused = self.page.active_element().await.unwrap();
        focused.send_keys(keys).await.unwrap();
    }

    /// Goes on with the tab key, as often as it may take, until the focus is on what matches.
    pub async fn tab_to(&self, selector: &str) {
        let tab = char::from(Key::Tab).to_string();
        let is_there = format!("document.activeElement.matches({selector:?})");
        for _ in 0..30 {
            self.press(&tab).await;
            if self.value(&is_there).await == true {
                return;
            }
        }
        panic!("the tab key does not lead to `{selector}`");
    }

    /// Keeps a picture, where somebody wants to look at it.
    pub async fn picture(&self, name: &str) {
        let picture = self.page.screenshot().await.unwrap();
        assert!(picture.starts_with(b"\x89PNG"));
        if let Some(folder) = env::var_os("LAUNCHPAD_SCREENSHOTS") {
            fs::create_dir_all(&folder).unwrap();
            let file = std::path::Path::new(&folder).join(format!("{name}.png"));
            fs::write(file, picture).unwrap();
        }
    }
}

/// How a script says that a project with this title has this status.
pub fn has_status(title: &str, status: &str) -> String {
    format!(
        "[...document.querySelectorAll('#projects li')].some((row) => row.querySelector('.name').textContent === {title:?} \
         && row.querySelector('.status').textContent === {status:?})"
    )
}

impl Driver {
    fn start() -> io::Result<Self> {
        let mut command = Command::new("chromedriver");
        command
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        // With the browsers that it starts, so that they can be killed together.
        let mut child = command.process_group(0).spawn()?;
        let out = BufReader::new(child.stdout.take().unwrap());
        Ok(Self { child, out })
    }

    /// The port that it says it listens on.
    fn port(&mut self) -> u16 {
        let mut line = String::new();
        while self.out.read_line(&mut line).unwrap() > 0 {
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                return port.trim().trim_end_matches('.').parse().unwrap();
            }
            line.clear();
        }
        panic!("chromedriver says no port");
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let id = i32::try_from(self.child.id()).ok();
        if let Some(group) = id.and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}
