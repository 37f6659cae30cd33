//! What a client of the service does.

use std::fmt;

use reqwest::{Method, Response, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};
use tokio::time::timeout;
use uuid::Uuid;

use super::SOON;

/// A client of one service.
#[derive(Clone)]
pub struct Client {
    pub url: String,
    http: reqwest::Client,
}

impl Client {
    pub fn of(url: String) -> Self {
        let http = reqwest::Client::builder().timeout(SOON).build().unwrap();
        Self { url, http }
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url))
    }

    pub async fn get(&self, path: &str) -> (StatusCode, Value) {
        read(self.request(Method::GET, path).send().await.unwrap()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        read(
            self.request(Method::POST, path)
                .json(body)
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    pub async fn text(&self, path: &str) -> String {
        let response = self.request(Method::GET, path).send().await.unwrap();
        response.text().await.unwrap()
    }

    /// Launches a task of the repository `sample`, and gives the project's id.
    pub async fn launch(&self, task: &str) -> String {
        let wanted = json!({ "repository": "sample", "task": task });
        let (status, launched) = self.post("/api/projects", &wanted).await;
        assert_eq!(status, StatusCode::CREATED, "{launched}");
        launched["id"].as_str().unwrap().to_owned()
    }

    /// The project as it is.
    pub async fn project(&self, id: &str) -> Value {
        let (status, project) = self.get(&format!("/api/projects/{id}")).await;
        assert_eq!(status, StatusCode::OK, "{project}");
        project
    }

    pub async fn answer(&self, id: &str, follow_up: &Value, answer: &str) -> (StatusCode, Value) {
        let given = json!({ "follow_up": follow_up, "answer": answer });
        self.post(&format!("/api/projects/{id}/answer"), &given)
            .await
    }

    pub async fn cancel(&self, id: &str) -> (StatusCode, Value) {
        self.post(&format!("/api/projects/{id}/cancel"), &json!(null))
            .await
    }

    /// Follows the service, as a page in a tab of its own.
    pub async fn follow(&self) -> Page {
        self.follow_as(Uuid::now_v7()).await
    }

    pub async fn follow_as(&self, tab: Uuid) -> Page {
        let response = self.request(Method::GET, &format!("/api/live?tab={tab}"));
        let response = response.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Page {
            response,
            text: String::new(),
            last: Value::Null,
        }
    }

    /// Follows the service until the project has this status, and gives the project with all that is known of it.
    pub async fn until(&self, id: &str, status: &str) -> Value {
        let mut page = self.follow().await;
        let is_there = |project: &Value| project["id"] == id && project["status"] == status;
        page.until(|picture| picture["projects"].as_array().unwrap().iter().any(is_there))
            .await;
        self.project(id).await
    }
}

/// The body, which is JSON or nothing; that of an error is a problem.
async fn read(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE).cloned();
    let text = response.text().await.unwrap();
    let value: Value = match &*text {
        "" => Value::Null,
        text => serde_json::from_str(text).unwrap(),
    };
    if (status.is_client_error() || status.is_server_error()) && value.get("checks").is_none() {
        assert_eq!(
            kind.unwrap(),
            "application/problem+json",
            "{status}: {value}"
        );
        assert_eq!(value["status"], status.as_u16(), "{value}");
        for field in ["type", "title", "detail"] {
            assert!(value[field].is_string(), "{value}");
        }
    }
    (status, value)
}

/// An open stream of events.
pub struct Page {
    response: Response,
    text: String,
    last: Value,
}

impl Page {
    /// The next event and its data; `None` at the end of the stream.
    pub async fn event(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    let line = block.lines().find_map(|line| line.strip_prefix(name));
                    line.map(|value| value.trim().to_owned())
                };
                let event = field("event:").zip(field("data:"));
                self.text = String::from(rest);
                // Anything else keeps the connection alive.
                if event.is_some() {
                    return event;
                }
                continue;
            }
            let chunk = timeout(SOON, self.response.chunk()).await;
            let chunk = chunk.expect("news in time").unwrap()?;
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The first picture from now on that is as wanted.
    pub async fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let found = async {
            while let Some((event, data)) = self.event().await {
                assert_eq!(event, "picture", "{data}");
                self.last = serde_json::from_str(&data).unwrap();
                if wanted(&self.last) {
                    return;
                }
            }
            panic!("the stream ended");
        };
        let came = timeout(SOON, found).await;
        assert!(came.is_ok(), "it did not come to that: {:#}", self.last);
        self.last.clone()
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}
