//! The page in a real browser: what a person sees, and that it follows what happens.

mod chromium;

use std::{env, fs, net::TcpListener};

use self::chromium::Browser;
use crate::process::{Agent, Setup};

const QUICK: &str = "[sampling]\ninterval = \"200ms\"\n";

/// The browser at the agent's page; `None`, and a line that says so, where there is no browser.
fn open(agent: &mut Agent) -> Option<Browser> {
    let mut browser = Browser::start()?;
    browser.visit(&format!("http://{}/", agent.page()));
    Some(browser)
}

/// Waits until the script, an expression, is true.
fn sees(agent: &mut Agent, browser: &mut Browser, what: &str, script: &str) {
    agent.wait_for(what, |_| (browser.eval(script) == true).then_some(()));
}

fn text(selector: &str) -> String {
    format!("(document.querySelector({selector:?})?.innerText ?? '')")
}

#[test]
fn the_page_shows_this_host_its_charts_its_targets_and_the_graph() {
    let target = TcpListener::bind("127.0.0.1:0").unwrap();
    let targets = format!(
        "[[target]]\nname = \"mine\"\ntcp = \"{}\"\nevery = \"200ms\"\n",
        target.local_addr().unwrap()
    );
    let mut agent = Setup::new().with(&format!("{QUICK}{targets}")).start();
    agent.all_run();
    let Some(mut browser) = open(&mut agent) else {
        return;
    };

    let name = agent.wait_for("a sample", |agent| {
        agent.json("/api/state")["host"]["name"]
            .as_str()
            .map(str::to_owned)
    });
    sees(
        &mut agent,
        &mut browser,
        "the host",
        &format!("{} === {name:?}", text("#host")),
    );
    sees(
        &mut agent,
        &mut browser,
        "live",
        &format!("{} === 'live'", text("#link")),
    );
    for tile in ["CPU", "Memory", "Load", "Network"] {
        let script = format!("/\\d/.test({})", text(&format!("[data-tile={tile}] .big")));
        sees(&mut agent, &mut browser, tile, &script);
    }
    let lines = "document.querySelectorAll('#chart-grid .chart path.line').length >= 5";
    sees(&mut agent, &mut browser, "the charts", lines);
    let up = format!("{}.includes('up for')", text("[data-target=mine]"));
    sees(&mut agent, &mut browser, "the target", &up);
    let bars = "document.querySelectorAll('[data-target=mine] .bar.good').length > 0";
    sees(&mut agent, &mut browser, "the target's history", bars);
    let well = format!("{}.includes('All is well')", text("#alert-list"));
    sees(&mut agent, &mut browser, "no alerts", &well);

    let nodes = agent.runs().len() - 1; // `fault` is left out
    let drawn = format!("document.querySelectorAll('#drawing .node.good').length === {nodes}");
    sees(&mut agent, &mut browser, "the nodes", &drawn);
    let kinds = "['required', 'optional', 'latest', 'watch', 'condition']\
                 .every((kind) => document.querySelector(`#drawing path.edge.${kind}`))";
    sees(&mut agent, &mut browser, "every kind of edge", kinds);
    let apart = "(() => { const boxes = [...document.querySelectorAll('#drawing .node rect')]\
                 .map((node) => node.getBoundingClientRect());\
                 return boxes.every((a, i) => boxes.slice(i + 1).every((b) => a.right < b.left || \
                 b.right < a.left || a.bottom < b.top || b.bottom < a.top)) })()";
    sees(&mut agent, &mut browser, "boxes that do not overlap", apart);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn the_page_follows_what_happens_by_itself() {
    let mut agent = Setup::new().with(QUICK).start();
    agent.all_run();
    let Some(mut browser) = open(&mut agent) else {
        return;
    };
    sees(
        &mut agent,
        &mut browser,
        "all nodes",
        &format!("{}.startsWith('all ')", text("#graph-summary")),
    );

    // A mistake in the settings comes and goes.
    agent.write(&format!("{QUICK}[[target]]\nname = 3\n"));
    let banner = text("[data-banner=settings]");
    let shown = format!("{banner}.includes('line 5, column 8') && {banner}.includes('name = 3')");
    sees(&mut agent, &mut browser, "the mistake", &shown);

    // A target goes down, and is an alert.
    agent.write(&format!(
        "{QUICK}[[target]]\nname = \"gone\"\ntcp = \"127.0.0.1:1\"\nevery = \"100ms\"\n\
         [[alert]]\nname = \"it is down\"\ndown = \"gone\"\n"
    ));
    sees(
        &mut agent,
        &mut browser,
        "no mistake",
        "!document.querySelector('[data-banner=settings]')",
    );
    let alert = format!("{}.includes('gone')", text("[data-alert='it is down']"));
    sees(&mut agent, &mut browser, "the alert", &alert);

    // The data directory turns into a file: the drawing says what is down, why, and when it is tried again.
    fs::remove_dir_all(agent.setup.data()).unwrap();
    while fs::write(agent.setup.data(), "in the way").is_err() {
        fs::remove_dir_all(agent.setup.data()).ok();
    }
    sees(
        &mut agent,
        &mut browser,
        "the failed node",
        "!!document.querySelector('.node.bad[data-node=data_dir]')",
    );
    let row = text(".node-row[data-node=data_dir]");
    let why =
        format!("{row}.includes('cannot create the data directory') && {row}.includes('next ')");
    sees(&mut agent, &mut browser, "why, and when it is next", &why);
    let waits = format!(
        "{}.includes('data_dir')",
        text(".node-row[data-node=store] .waits")
    );
    sees(&mut agent, &mut browser, "what the store waits for", &waits);
    let away = format!("{}.includes('the store is away')", text("#alert-list"));
    sees(&mut agent, &mut browser, "alerts without a store", &away);

    fs::remove_file(agent.setup.data()).unwrap();
    sees(
        &mut agent,
        &mut browser,
        "all nodes again",
        &format!("{}.startsWith('all ')", text("#graph-summary")),
    );
}

/// The picture of the graph that the README shows; with `BLESS=1` in the environment it is drawn anew.
#[test]
fn the_picture_of_the_graph_is_the_graph() {
    let mut agent = Setup::new().with("").start();
    agent.all_run();
    let Some(mut browser) = open(&mut agent) else {
        return;
    };
    let summary = format!("{}.startsWith('all ')", text("#graph-summary"));
    sees(&mut agent, &mut browser, "all nodes", &summary);
    let drawn = browser.eval(include_str!("browser/picture.js"));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/agent/graph.svg");
    if env::var_os("BLESS").is_some() {
        fs::write(file, drawn.as_str().unwrap()).unwrap();
    }
    let picture = fs::read_to_string(file).unwrap();
    assert_eq!(
        drawn.as_str(),
        Some(picture.as_str()),
        "draw it anew with BLESS=1"
    );
}

#[test]
fn the_page_can_be_used_on_a_phone_and_with_the_keyboard() {
    let mut agent = Setup::new().with(QUICK).start();
    agent.all_run();
    let Some(mut browser) = open(&mut agent) else {
        return;
    };
    browser.resize(390, 800);
    sees(
        &mut agent,
        &mut browser,
        "the graph",
        "!!document.querySelector('#drawing .node')",
    );
    let fits = "document.documentElement.scrollWidth <= innerWidth";
    sees(&mut agent, &mut browser, "nothing beyond the edge", fits);

    let press = "(() => { const node = document.querySelector('.node[data-node=store]'); node.focus();\
                 node.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));\
                 return !!document.querySelector('.node.selected[data-node=store]') \
                 && !!document.querySelector('#drawing .edge.near') })()";
    assert_eq!(browser.eval(press), true, "a node can be chosen");
    let range = "(() => { const hour = [...document.querySelectorAll('#ranges button')]\
                 .find((button) => button.innerText === '1 h'); hour.click();\
                 return document.querySelector('#ranges [aria-pressed=true]').innerText === '1 h' })()";
    assert_eq!(browser.eval(range), true, "another range can be chosen");
}
