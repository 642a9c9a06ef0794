//! Measures this host.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use depgraph::{Exit, Stop, manifold};
use sysinfo::{Disks, MINIMUM_CPU_UPDATE_INTERVAL, Networks, System};
use tokio::{
    task::{JoinError, spawn_blocking},
    time::{self, MissedTickBehavior},
};

use crate::{
    clock,
    live::{Disk, Live, Network, Sample, Usage},
    settings::Sampling,
};

/// Measures this host, as often as the settings say.
#[manifold(inputs = [sampling, live])]
pub(crate) async fn sample(sampling: Sampling, live: Live, stop: Stop) -> Result<Exit, JoinError> {
    // Reading the system's tables blocks.
    let mut meter = spawn_blocking(Meter::new).await?;
    // The load of a processor is what it did between two looks.
    time::sleep(MINIMUM_CPU_UPDATE_INTERVAL).await;
    let mut ticks = time::interval(sampling.interval);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.requested() => return Ok(Exit::Stopped),
            _ = ticks.tick() => {}
        }
        let measure = move || {
            let sample = meter.measure();
            (meter, sample)
        };
        let sample;
        (meter, sample) = spawn_blocking(measure).await?;
        live.sampled(sample);
    }
}

struct Meter {
    system: System,
    disks: Disks,
    networks: Networks,
    last: Instant,
}

impl Meter {
    fn new() -> Self {
        let mut system = System::new();
        system.refresh_cpu_usage();
        Self {
            system,
            disks: Disks::new_with_refreshed_list(),
            networks: Networks::new_with_refreshed_list(),
            last: Instant::now(),
        }
    }

    fn measure(&mut self) -> Sample {
        self.system.refresh_cpu_usage();
        self.system.refresh_memory();
        self.disks.refresh(true);
        self.networks.refresh(true);
        let passed = self.last.elapsed();
        self.last = Instant::now();
        let load = System::load_average();
        Sample {
            at: clock::now_ms(),
            name: System::host_name().unwrap_or_default(),
            system: System::long_os_version().unwrap_or_default(),
            cores: self.system.cpus().len(),
            uptime: System::uptime(),
            cpu: f64::from(self.system.global_cpu_usage()),
            load: [load.one, load.five, load.fifteen],
            memory: Usage {
                used: self.system.used_memory(),
                total: self.system.total_memory(),
            },
            swap: Usage {
                used: self.system.used_swap(),
                total: self.system.total_swap(),
            },
            disks: self.disks(),
            networks: self.networks(passed),
        }
    }

    /// One entry a disk: what is mounted in several places counts once, where its path is the shortest.
    fn disks(&self) -> Vec<Disk> {
        let mut disks = BTreeMap::new();
        for disk in self
            .disks
            .list()
            .iter()
            .filter(|disk| disk.total_space() > 0)
        {
            let mount = disk.mount_point().display().to_string();
            let shortest = disks
                .entry((disk.name(), disk.total_space()))
                .or_insert_with(|| Disk {
                    mount: mount.clone(),
                    space: Usage {
                        used: disk.total_space().saturating_sub(disk.available_space()),
                        total: disk.total_space(),
                    },
                });
            if mount.len() < shortest.mount.len() {
                shortest.mount = mount;
            }
        }
        let mut disks: Vec<_> = disks.into_values().collect();
        disks.sort_by(|a, b| a.mount.cmp(&b.mount));
        disks
    }

    /// Every interface that leads elsewhere.
    fn networks(&self, passed: Duration) -> Vec<Network> {
        let seconds = passed.as_secs_f64().max(0.001);
        #[expect(
            clippy::cast_precision_loss,
            reason = "a rate needs no more than 52 bits"
        )]
        let rate = |bytes: u64| bytes as f64 / seconds;
        let mut networks: Vec<_> = self
            .networks
            .iter()
            .filter(|(name, _)| !name.starts_with("lo"))
            .map(|(name, network)| Network {
                name: name.clone(),
                received: rate(network.received()),
                sent: rate(network.transmitted()),
            })
            .collect();
        networks.sort_by(|a, b| a.name.cmp(&b.name));
        networks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_has_the_values_of_this_host() {
        let mut meter = Meter::new();
        let sample = meter.measure();
        assert!(sample.at > 1_600_000_000_000);
        assert!(sample.cores > 0);
        assert!(sample.memory.total > 0 && sample.memory.used <= sample.memory.total);
        assert!((0.0..=100.0).contains(&sample.cpu), "{}", sample.cpu);
        assert!(
            sample
                .disks
                .iter()
                .all(|disk| disk.space.used <= disk.space.total)
        );
    }
}
