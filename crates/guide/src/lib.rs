//! The public guide: for each way (origin, stops, destination) and language one page that can be hosted, printed, saved as
//! one file or passed on; and what it costs to send money home.
//!
//! A page is made from the law folder (treaty status, limits), from `guide-data/` (what each sentence rests on, contacts,
//! names, borders) and from tables that a person imported (prices, the dead and missing). Every sentence that states a fact
//! carries its [`Chip`]; what nobody knows is said to be unknown. Pages ask nothing, store nothing, load nothing and run no
//! script.
//!
//! It deliberately reads no file, no clock and no network: text comes in, text goes out, and the same input gives the same
//! bytes. It draws no PDF and counts no reader.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod atlas;
mod campaign;
mod campaign_page;
mod chip;
mod contacts;
mod data;
mod missing;
mod money;
mod money_page;
mod page;
mod prices;
mod qr;
mod rights;
mod route;
mod site;
mod speak;
mod standing;
mod stop;
mod table;
mod texts;

pub use atlas::{Atlas, Country, Former};
pub use campaign::{Campaign, CampaignError, Channel, Reach};
pub use chip::{Chip, Line, Mark};
pub use contacts::{Contact, ContactKind, Contacts, How};
pub use data::{DataError, GuideData};
pub use missing::{Missing, RouteCount};
pub use prices::{Cost, Prices, Quarter};
pub use route::{Note, Reading, Route, RouteError};
pub use site::{File, Job, RenderError, Site, SiteOptions};
pub use table::TableError;
