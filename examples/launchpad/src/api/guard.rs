//! Who may ask: this service trusts whoever reaches it, so that nobody must reach it through somebody's browser.

use std::{net::IpAddr, sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, X_CONTENT_TYPE_OPTIONS},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::problem::Problem;

/// A request that takes longer is of no use to anybody.
const LIMIT: Duration = Duration::from_secs(20);

/// The picture of the lifecycle brings its own style; everything else comes from here.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The names under which the service may be asked.
///
/// A page of somebody else's can make its own name resolve to 127.0.0.1. It then asks us as `evil.example`, which shows here.
#[derive(Debug)]
pub(crate) struct Hosts {
    pub(crate) allowed: Vec<String>,
}

impl Hosts {
    /// The host of such a header, with its port.
    fn allows(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<axum::http::uri::Authority>() else {
            return false;
        };
        let name = authority.host();
        let address = name.trim_start_matches('[').trim_end_matches(']');
        let is_loopback = |address: IpAddr| address.is_loopback();
        name.eq_ignore_ascii_case("localhost")
            || address.parse().is_ok_and(is_loopback)
            || self.allowed.iter().any(|it| it.eq_ignore_ascii_case(name))
    }
}

/// Refuses what another site has sent, or has been sent for.
pub(super) async fn own_origin(
    State(hosts): State<Arc<Hosts>>,
    request: Request,
    next: Next,
) -> Response {
    if let Err(problem) = check(&hosts, request.method(), request.headers()) {
        return problem.into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn check(hosts: &Hosts, method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = header(HOST).unwrap_or_default();
    if !hosts.allows(host) {
        let detail = "this service is not known by that name: name it with `--allow-host`";
        return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, detail));
    }
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    // A browser says where a writing request comes from; other clients need not.
    if headers.contains_key(ORIGIN) {
        let origin = header(ORIGIN).and_then(|origin| origin.parse::<Uri>().ok());
        let from = origin.as_ref().and_then(Uri::authority);
        if from.is_none_or(|from| !from.as_str().eq_ignore_ascii_case(host)) {
            let detail = "another site's page may not change anything here";
            return Err(Problem::new(StatusCode::FORBIDDEN, detail));
        }
    }
    Ok(())
}

/// Gives up what takes too long.
pub(super) async fn in_time(request: Request, next: Next) -> Response {
    let answered = tokio::time::timeout(LIMIT, next.run(request)).await;
    answered.unwrap_or_else(|_| {
        let detail = format!("it took more than {LIMIT:?}");
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail).into_response()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(method: &Method, pairs: &[(axum::http::HeaderName, &str)]) -> Result<(), u16> {
        let hosts = Hosts {
            allowed: vec!["launchpad.lan".to_owned()],
        };
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(name, value.parse().unwrap());
        }
        let checked = check(&hosts, method, &headers);
        checked.map_err(|problem| problem.into_response().status().as_u16())
    }

    #[test]
    fn a_name_of_somebody_elses_is_refused() {
        for host in [
            "localhost:80",
            "127.0.0.1:7878",
            "[::1]:7878",
            "launchpad.lan",
            "LOCALHOST",
        ] {
            assert_eq!(ask(&Method::GET, &[(HOST, host)]), Ok(()), "{host}");
        }
        for host in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:80",
            "",
            "10.0.0.1",
        ] {
            assert_eq!(ask(&Method::GET, &[(HOST, host)]), Err(421), "{host}");
        }
        assert_eq!(ask(&Method::GET, &[]), Err(421));
    }

    #[test]
    fn another_sites_page_may_not_write() {
        let host = (HOST, "localhost:7878");
        let from = |origin| [host.clone(), (ORIGIN, origin)];
        assert_eq!(ask(&Method::POST, std::slice::from_ref(&host)), Ok(()));
        assert_eq!(ask(&Method::POST, &from("http://localhost:7878")), Ok(()));
        for origin in [
            "http://evil.example",
            "null",
            "http://localhost:80",
            "http://127.0.0.1:7878",
        ] {
            assert_eq!(ask(&Method::POST, &from(origin)), Err(403), "{origin}");
            assert_eq!(ask(&Method::DELETE, &from(origin)), Err(403), "{origin}");
        }
    }
}
