//! `amparo users`: accounts from the terminal, while the server does not run: whoever has the machine before them.

use accounts::{
    AccountFact, Author, Fact, LinkPurpose, MachineFact, MachineId, Post, Profile, Setting, Status,
    Token, TokenKind, UserId,
};
use clap::{Args, Subcommand};
use keeper::Keeper;
use ledger::SystemRandom;
use uuid::Uuid;
use web::Porter;

use crate::cli::LawFolder;
use crate::commands::house::{LedgerArgs, desk, wait_for};
use crate::failure::Failure;
use crate::world;

/// The longest life of a machine's token.
const DAYS_MAX: u16 = 366;

#[derive(Args, Debug)]
pub(crate) struct UsersArgs {
    #[command(subcommand)]
    command: UsersCommand,
}

#[derive(Subcommand, Debug)]
enum UsersCommand {
    /// Who there is.
    List(ListArgs),
    /// Open an account and print a link by which somebody makes a passkey.
    Add(AddArgs),
    /// Make a token for a program that calls the API.
    Token(TokenArgs),
    /// Somebody may not sign in any more.
    Disable(OneArgs),
    /// They may again.
    Enable(OneArgs),
    /// Destroy the key of an account: who it was cannot be read any more.
    Erase(OneArgs),
}

#[derive(Args, Debug)]
struct ListArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    #[command(flatten)]
    law: LawFolder,
}

#[derive(Args, Debug)]
struct PostArgs {
    /// The role, such as case-worker, supervisor, monitor, administrator.
    #[arg(long)]
    role: String,
    /// The team, a UUID; a new one if left out.
    #[arg(long, value_name = "UUID")]
    team: Option<Uuid>,
    /// A jurisdiction they work for, such as mx. May be repeated.
    #[arg(long = "jurisdiction", value_name = "ID", required = true)]
    jurisdictions: Vec<String>,
    /// A place they watch, as jurisdiction/place. May be repeated.
    #[arg(long = "place", value_name = "PLACE")]
    places: Vec<String>,
    /// The sending State of a consular post, ISO 3166-1 alpha-3.
    #[arg(long, value_name = "CODE")]
    state: Option<String>,
}

#[derive(Args, Debug)]
struct AddArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    #[command(flatten)]
    law: LawFolder,
    /// The name that colleagues know.
    #[arg(long)]
    name: String,
    #[command(flatten)]
    post: PostArgs,
    /// Where the site stands, for the link.
    #[arg(long, value_name = "ADDRESS", default_value = "http://localhost:6521")]
    origin: String,
}

#[derive(Args, Debug)]
struct TokenArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    #[command(flatten)]
    law: LawFolder,
    /// What the program does.
    #[arg(long)]
    label: String,
    #[command(flatten)]
    post: PostArgs,
    /// After so many days it is over.
    #[arg(long, value_name = "N", default_value_t = 90)]
    days: u16,
}

#[derive(Args, Debug)]
struct OneArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    #[command(flatten)]
    law: LawFolder,
    /// The account, as `amparo users list` prints it.
    user: Uuid,
}

/// An office without a server.
struct House {
    keeper: Keeper,
    porter: std::sync::Arc<Porter>,
}

impl House {
    async fn open(ledger: &LedgerArgs, law: &LawFolder) -> Result<House, Failure> {
        let porter = std::sync::Arc::new(Porter::new(Setting::Real));
        let opened =
            Keeper::open(ledger.open().await?, desk(law)?, world::now(), vec![porter.clone()]);
        let (keeper, _) = opened.await.map_err(keeper_failure)?;
        Ok(House { keeper, porter })
    }

    async fn change(&self, facts: &[Fact]) -> Result<(), Failure> {
        let (author, operation) = (Author::Terminal, new_id()?);
        let done = self.porter.change(&self.keeper, operation, author, world::now(), facts).await;
        done.map_err(|error| Failure::input(format!("Not done: {error}.")))
    }

    async fn close(self) -> Result<(), Failure> {
        self.keeper.close().await;
        let closed = self.keeper.ledger().close().await;
        closed.map_err(|error| super::ledger_failure(&error))
    }
}

pub(crate) fn keeper_failure(error: keeper::Error) -> Failure {
    if let keeper::Error::Ledger(error) = &error {
        return super::ledger_failure(error);
    }
    Failure::input(format!("The records cannot be read: {error}."))
}

fn draw<const N: usize>() -> Result<[u8; N], Failure> {
    web::draw(&SystemRandom).map_err(Failure::internal)
}

fn new_id() -> Result<Uuid, Failure> {
    web::new_id(world::now(), &SystemRandom).map_err(Failure::internal)
}

impl PostArgs {
    fn post(&self) -> Result<Post, Failure> {
        let role = access::Role::named(&self.role).ok_or_else(|| {
            let all: Vec<_> = access::Role::ALL.iter().map(|role| role.id()).collect();
            Failure::usage(format!("There is no role {}. Roles: {}.", self.role, all.join(", ")))
        })?;
        let team = self.team.map_or_else(new_id, Ok)?.to_string();
        let first = self.jurisdictions.first().map_or("", String::as_str);
        let mut post = Post::new(role, &team, first);
        post.jurisdictions.extend(self.jurisdictions.iter().cloned());
        post.places.extend(self.places.iter().cloned());
        post.state.clone_from(&self.state);
        Ok(post)
    }
}

pub(crate) fn users(args: &UsersArgs) -> Result<String, Failure> {
    wait_for(async {
        match &args.command {
            UsersCommand::List(args) => list(args).await,
            UsersCommand::Add(args) => add(args).await,
            UsersCommand::Token(args) => token(args).await,
            UsersCommand::Disable(args) => {
                one(args, AccountFact::Disabled { user: UserId(args.user) }).await
            }
            UsersCommand::Enable(args) => {
                one(args, AccountFact::Enabled { user: UserId(args.user) }).await
            }
            UsersCommand::Erase(args) => {
                one(args, AccountFact::Erased { user: UserId(args.user) }).await
            }
        }
    })
}

async fn list(args: &ListArgs) -> Result<String, Failure> {
    let house = House::open(&args.ledger, &args.law).await?;
    let mut text = String::new();
    {
        let door = house.porter.door();
        for account in door.accounts.accounts() {
            let status = match account.status {
                Status::Active => "active",
                Status::Disabled => "disabled",
                Status::Erased => "erased",
            };
            let posts: Vec<_> = account.posts.iter().map(|post| post.role.id()).collect();
            let name = account.profile.as_ref().map_or("", |profile| profile.name.as_str());
            let posts = posts.join(", ");
            text.push_str(&format!("{}  {status:<8}  {posts}  {name}\n", account.user));
        }
        for machine in door.accounts.machines() {
            let state = if machine.revoked { "revoked" } else { "token" };
            let role = machine.post.role.id();
            text.push_str(&format!("{}  {state:<8}  {role}  {}\n", machine.id, machine.label));
        }
    }
    house.close().await?;
    Ok(if text.is_empty() {
        "Nobody yet. `amparo users add` opens an account.\n".to_owned()
    } else {
        text
    })
}

async fn add(args: &AddArgs) -> Result<String, Failure> {
    let post = args.post.post()?;
    let house = House::open(&args.ledger, &args.law).await?;
    let user = UserId(new_id()?);
    let purpose = if house.porter.door().accounts.has_administrator() {
        LinkPurpose::Invitation
    } else {
        LinkPurpose::FirstAdministrator
    };
    let profile = Profile { name: args.name.clone(), ..Profile::default() }.into();
    let team = post.team.clone();
    let opened = Fact::Account(AccountFact::Opened { user, posts: vec![post], profile });
    let (operation, drawn, author) = (new_id()?, draw()?, Author::Terminal);
    let asked = web::Issue { operation, author, user, purpose, drawn };
    let link = house.porter.issue(&house.keeper, world::now(), asked, vec![opened]);
    let link = link.await.map_err(|error| Failure::input(format!("Not done: {error}.")))?;
    house.close().await?;
    Ok(format!(
        "Account {user} in team {team}.\nThis link works once and soon ends; it makes a passkey:\n  {}/sign-in#{}\n",
        args.origin.trim_end_matches('/'),
        link.reveal().as_str()
    ))
}

async fn token(args: &TokenArgs) -> Result<String, Failure> {
    if args.days == 0 || args.days > DAYS_MAX {
        return Err(Failure::usage("A token lives for 1 to 366 days."));
    }
    let post = args.post.post()?;
    let house = House::open(&args.ledger, &args.law).await?;
    let token = Token::new(draw()?);
    let made = Fact::Machine(MachineFact::Made {
        machine: MachineId(new_id()?),
        label: args.label.clone(),
        purpose: web::purpose_of(post.role),
        post: Box::new(post),
        hash: token.hash(TokenKind::Machine),
        until: world::now().plus(i64::from(args.days) * 86_400),
    });
    house.change(&[made]).await?;
    house.close().await?;
    Ok(format!(
        "Send this as `Authorization: Bearer …`. It is printed once and kept nowhere:\n  {}\n",
        token.reveal().as_str()
    ))
}

async fn one(args: &OneArgs, fact: AccountFact) -> Result<String, Failure> {
    let house = House::open(&args.ledger, &args.law).await?;
    house.change(&[Fact::Account(fact)]).await?;
    house.close().await?;
    Ok("Done.\n".to_owned())
}
