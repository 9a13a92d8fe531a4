//! `muster networks`: the way back in for an organisation that locked itself out.

use crate::cli::NetworksCommand;
use crate::failure::Failure;
use crate::home::{self, operator};
use crate::org::confirm;
use crate::say::Say;
use crate::settings::Settings;
use kernel::Slug;
use serde_json::json;

pub(crate) async fn run(settings: &Settings, act: NetworksCommand, say: Say) -> Result<(), Failure> {
    let NetworksCommand::Off { org, yes_i_mean } = act;
    confirm(org.as_str(), yes_i_mean.as_ref().map(Slug::as_str), "Its people may come from everywhere then.")?;
    let store = home::open(settings).await?;
    let (listing, realm) = home::organisation(&store, &org).await?;
    let done = realm.write(operator(), access::networks::turn_off).await;
    store.close().await;
    done?;
    say.answer(&json!({"organisation": listing.slug, "mode": "off"}), |_| format!("The networks of {org} are off; their log says so."));
    Ok(())
}
