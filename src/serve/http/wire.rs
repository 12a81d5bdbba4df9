//! Connections in, answers out; for this machine only, with limited patience.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::net::{Ipv4Addr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;
use tokio::task::AbortHandle;

use super::exchange::{Answer, Ask, Content};
use super::talk::Events;

/// How many connections are open at once; of more, the oldest that has asked for nothing is closed.
const MOST: usize = 512;
/// How long a request may take to arrive, and a connection may idle.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection may last in all; live pages connect again by themselves.
const LIFE: Duration = Duration::from_secs(300);
/// How many bytes the head of a request may have.
const HEAD: usize = 32 << 10;

/// Listens on a port of this machine, or the next free one of ten; other machines cannot connect.
///
/// # Errors
/// When none is free.
pub fn listen(port: u16) -> anyhow::Result<TcpListener> {
    let tried = port..=port.saturating_add(9);
    let found = tried.clone().find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok());
    found.ok_or_else(|| {
        let (first, last) = tried.into_inner();
        anyhow::anyhow!("no port from {first} to {last} is free\n  = help: name another with `--port`")
    })
}

/// Something that answers requests.
pub trait Respond: Send + Sync + 'static {
    /// Headers of every answer.
    const HEADERS: &'static [(&'static str, &'static str)];

    /// Answers one.
    fn respond(&self, ask: Ask<'_>) -> impl Future<Output = Answer> + Send;
}

/// Serves until the process ends.
///
/// # Errors
/// When the system refuses to watch the listener.
pub fn run<R: Respond>(listener: TcpListener, responder: Arc<R>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        accept(&listener, &responder).await;
        Ok(())
    })
}

async fn accept<R: Respond>(listener: &tokio::net::TcpListener, responder: &Arc<R>) {
    let places = Arc::new(Semaphore::new(MOST));
    let mut silent: VecDeque<Silent> = VecDeque::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file handles, most likely: others will be given back.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        silent.retain(Silent::is_still);
        if places.available_permits() == 0 {
            // Whoever has asked keeps its place; whoever only holds one makes room.
            let Some(oldest) = silent.pop_front() else { continue };
            oldest.task.abort();
        }
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let responder = Arc::clone(responder);
        let asked = Arc::new(AtomicBool::new(false));
        let has_asked = Arc::clone(&asked);
        let task = tokio::spawn(async move {
            let answer = service_fn(|request| {
                has_asked.store(true, Ordering::Relaxed);
                serve_one(&*responder, request)
            });
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(HEAD).max_headers(64);
            let connection = builder.serve_connection(TokioIo::new(stream), answer);
            // How a connection ends is the business of whoever opened it.
            let _ = tokio::time::timeout(LIFE, connection).await;
            drop(place);
        });
        silent.push_back(Silent { task: task.abort_handle(), asked });
    }
}

/// A connection that has sent no whole request yet.
struct Silent {
    task: AbortHandle,
    asked: Arc<AtomicBool>,
}

impl Silent {
    fn is_still(&self) -> bool {
        !self.task.is_finished() && !self.asked.load(Ordering::Relaxed)
    }
}

async fn serve_one<R: Respond>(
    responder: &R,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let answer = responder.respond(ask(&request)).await;
    Ok(response::<R>(answer))
}

fn ask(request: &Request<Incoming>) -> Ask<'_> {
    let (uri, headers) = (request.uri(), request.headers());
    Ask {
        method: request.method().as_str(),
        path: uri.path(),
        query: uri.query().unwrap_or(""),
        absolute: uri.authority().is_some(),
        hosts: all(headers, "host"),
        origins: all(headers, "origin"),
        fetch_site: all(headers, "sec-fetch-site").first().copied(),
    }
}

fn all<'h>(headers: &'h HeaderMap, name: &'static str) -> Vec<&'h str> {
    headers.get_all(name).iter().map(|value| value.to_str().unwrap_or("")).collect()
}

fn response<R: Respond>(answer: Answer) -> Response<Body> {
    let body = match answer.content {
        Content::Whole(bytes) => Body::Whole(Some(bytes.into())),
        Content::Events(events) => Body::Events(events),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    for (name, value) in R::HEADERS.iter().copied().chain([("Content-Type", answer.kind)]) {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("our header names are tokens");
        headers.insert(name, HeaderValue::from_static(value));
    }
    if answer.status == 405 {
        headers.insert("Allow", HeaderValue::from_static("GET, HEAD"));
    }
    if let Some(location) = answer.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
        headers.insert("Location", location);
    }
    response
}

/// The body of a response.
enum Body {
    Whole(Option<Bytes>),
    Events(Events),
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = match self.get_mut() {
            Body::Whole(bytes) => Poll::Ready(bytes.take()),
            Body::Events(events) => events.poll(context).map(|event| event.map(Bytes::from)),
        };
        next.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Body::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Body::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Body::Events(_) => SizeHint::default(),
        }
    }
}
