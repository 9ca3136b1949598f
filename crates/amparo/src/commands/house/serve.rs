//! `amparo serve`: the server, until it is told to stop. It waits for what is being answered, keeps the last looks, and closes the ledger.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use accounts::Setting;
use clap::Args;
use ledger::SystemRandom;
use web::{App, Clock, Limits, Parts};
use when::Instant;

use crate::cli::LawFolder;
use crate::commands::house::users::keeper_failure;
use crate::commands::house::{LedgerArgs, desk, ledger_failure, wait_for};
use crate::failure::Failure;
use crate::world;

#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    #[command(flatten)]
    law: LawFolder,
    /// Where to listen. Speak TLS before it: cookies are for https and for this machine only.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:6521")]
    listen: SocketAddr,
    /// The origin of the site as browsers see it, such as `https://amparo.example.org`
    #[arg(long, value_name = "ORIGIN")]
    origin: Option<String>,
}

struct World;

impl Clock for World {
    fn now(&self) -> Instant {
        world::now()
    }
}

pub(crate) fn serve(args: &ServeArgs) -> Result<String, Failure> {
    wait_for(async {
        let origin = args
            .origin
            .clone()
            .unwrap_or_else(|| format!("http://localhost:{}", args.listen.port()));
        let policies =
            access::Policies::shipped().map_err(|error| Failure::internal(error.to_string()))?;
        let fields =
            access::Fields::shipped().map_err(|error| Failure::internal(error.to_string()))?;
        let ledger = args.ledger.open().await?;
        let parts = Parts {
            ledger: ledger.clone(),
            desk: desk(&args.law)?,
            policies,
            fields,
            setting: Setting::Real,
            clock: Arc::new(World),
            random: Arc::new(SystemRandom),
            origin: origin.trim_end_matches('/').to_owned(),
        };
        let (app, loaded) = App::new(parts).await.map_err(keeper_failure)?;
        let listener = tokio::net::TcpListener::bind(args.listen).await;
        let listener = listener.map_err(|error| {
            Failure::input(format!(
                "Cannot listen at {}: {error}. Name another address with --listen.",
                args.listen
            ))
        })?;
        let address = listener.local_addr().unwrap_or(args.listen);
        eprintln!("Read {} entries. Serving at http://{address}/ (Ctrl-C stops).", loaded.entries);
        let ticking = tokio::spawn(tick(app.clone()));
        let router = web::with_limits(web::router(app.clone()), app.clone(), Limits::default());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(listener, service).with_graceful_shutdown(stopped()).await;
        ticking.abort();
        let kept = app.office().keep_looks().await;
        app.office().keeper().close().await;
        ledger.close().await.map_err(|error| ledger_failure(&error))?;
        served.map_err(|error| Failure::input(format!("The server stopped: {error}.")))?;
        kept.map_err(|error| {
            Failure::input(format!("Who looked last could not be kept: {error}."))
        })?;
        Ok("Stopped.\n".to_owned())
    })
}

async fn tick(app: App) {
    let mut every = tokio::time::interval(Duration::from_secs(1));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    loop {
        every.tick().await;
        if let Err(error) = web::tick(&app).await {
            eprintln!("looks wait for the log: {error}");
        }
    }
}

/// Ctrl-C, or the request of a service manager.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = term.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
