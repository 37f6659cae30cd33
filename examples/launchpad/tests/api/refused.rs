//! What comes from outside and is refused, each time as a problem.

use reqwest::{
    Method,
    header::{HOST, ORIGIN},
};
use serde_json::json;

use crate::site::on_both;

const NOBODY: &str = "/api/projects/01a222c9-8a3d-75e5-a24c-1472687e4691";

#[test]
fn only_tasks_of_repositories_inside_the_root_are_launched() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        let root = ground.repository.root();
        std::os::unix::fs::symlink("/", root.join("everything")).unwrap();
        std::fs::create_dir(root.join("plain")).unwrap();
        let absolute = root.join("sample");
        for (repository, task) in [
            ("../sample", "quick"),
            ("sample/../sample", "quick"),
            (absolute.to_str().unwrap(), "quick"),
            ("everything", "quick"),
            ("plain", "quick"),
            ("missing", "quick"),
            ("", "quick"),
            ("sample", ""),
            ("sample", "missing"),
            ("sample", "../README"),
            ("sample", "quick; true"),
            ("sample\0", "quick"),
            (&"x".repeat(300), "quick"),
        ] {
            let wanted = json!({ "repository": repository, "task": task });
            let (status, problem) = site.client.post("/api/projects", &wanted).await;
            assert_eq!(status, 422, "{wanted}: {problem}");
        }
        let (_, picture) = site.client.get("/api/projects").await;
        assert_eq!(picture["projects"], json!([]));
        let (_, repositories) = site.client.get("/api/repositories").await;
        assert_eq!(repositories.as_array().unwrap().len(), 1, "{repositories}");
        site.stop().await;
    });
}

#[test]
fn what_is_not_understood_is_a_problem() {
    on_both(async |ground| {
        let site = ground.site(|_| {}).await;
        for (path, expected) in [
            ("/nothing", 404),
            ("/api/nothing", 404),
            (NOBODY, 404),
            ("/api/projects/7", 400),
            ("/api/live", 400),
            ("/api/live?tab=7", 400),
        ] {
            let (status, problem) = site.client.get(path).await;
            assert_eq!(status, expected, "{path}: {problem}");
        }
        for path in ["/", "/metrics", "/api/live", NOBODY] {
            let (status, problem) = site.client.post(path, &json!({})).await;
            assert_eq!(status, 405, "{path}: {problem}");
        }
        let long = json!({ "repository": "x".repeat(20_000), "task": "quick" });
        let more = json!({ "repository": "sample", "task": "quick", "shell": "true" });
        for (body, expected) in [
            (long, 413),
            (more, 422),
            (json!({}), 422),
            (json!([1]), 422),
        ] {
            let (status, problem) = site.client.post("/api/projects", &body).await;
            assert_eq!(status, expected, "{problem}");
        }
        let request = || site.client.request(Method::POST, "/api/projects");
        let no_json = request()
            .header("content-type", "application/json")
            .body("{");
        assert_eq!(no_json.send().await.unwrap().status(), 400);
        assert_eq!(request().body("{}").send().await.unwrap().status(), 415);
        let (status, _) = site
            .client
            .cancel("01a222c9-8a3d-75e5-a24c-1472687e4691")
            .await;
        assert_eq!(status, 404);
        site.stop().await;
    });
}

#[test]
fn another_site_cannot_ask_through_a_browser() {
    on_both(async |ground| {
        let site = ground
            .site(|settings| settings.allowed_hosts = vec!["launchpad.lan".to_owned()])
            .await;
        let port = site.client.url.rsplit(':').next().unwrap().to_owned();
        let host = |name: &str| format!("{name}:{port}");
        let wanted = json!({ "repository": "sample", "task": "quick" });
        for (name, origin, expected) in [
            ("launchpad.lan", "http://launchpad.lan", 201),
            ("evil.example", "http://evil.example", 421),
            ("127.0.0.1", "http://evil.example", 403),
        ] {
            let request = site
                .client
                .request(Method::POST, "/api/projects")
                .json(&wanted);
            let request = request
                .header(HOST, host(name))
                .header(ORIGIN, host(origin));
            assert_eq!(
                request.send().await.unwrap().status(),
                expected,
                "{name}, {origin}"
            );
        }
        site.stop().await;
    });
}
