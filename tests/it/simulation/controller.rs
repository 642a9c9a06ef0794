//! The controller graph as a user writes it: a manifold for each of its hundred nodes, and a `graph!` of them.
//!
//! Its nodes are those of `tests/data/controller-graph.txt`, which a test compares it with.

#![expect(
    clippy::too_many_arguments,
    reason = "some nodes of the controller need as many"
)]

use std::sync::Arc;

use depgraph::{Expose, InputKind, Output, Run, Start, Stop, graph, manifold};

use super::{
    value::{Payload, Sample as _, samples},
    worker::{SimError, SimNode, SimWorker, Taken},
    world::World,
};

/// For each node a type, and a function named like the node that takes the types of what it needs.
macro_rules! manifolds {
    ($($name:ident($($input:ident: $type:ident),*) -> $output:ident;)*) => { $(
        #[derive(Clone, PartialEq, Output)]
        struct $output(Payload);

        samples!($output);

        impl Expose<$output> for SimWorker {
            fn expose(&self) -> $output {
                $output::new(self.value(0))
            }
        }

        #[manifold(inputs = [$($input),*], outputs = [$output])]
        async fn $name(
            $($input: $type,)*
            node: SimNode,
            run: Run,
            stop: Stop,
        ) -> Result<Start<SimWorker>, SimError> {
            let taken = Taken::default()$(.with(InputKind::Required, $input))*;
            node.start(taken, Vec::new(), run, stop).await
        }
    )* };
}

manifolds! {
    agent() -> Agent;
    agent_config_updater(
        agent: Agent, api_caller: ApiCaller, controller_trace: ControllerTrace,
        domain_services: DomainServices
    ) -> AgentConfigUpdater;
    api_address_setter(domain_services: DomainServices) -> ApiAddressSetter;
    api_address_updater(agent: Agent, api_caller: ApiCaller) -> ApiAddressUpdater;
    api_caller(agent: Agent, api_config_watcher: ApiConfigWatcher) -> ApiCaller;
    api_config_watcher(agent: Agent) -> ApiConfigWatcher;
    api_remote_caller(object_store_services: ObjectStoreServices) -> ApiRemoteCaller;
    api_remote_relation_caller(domain_services: DomainServices) -> ApiRemoteRelationCaller;
    api_server(
        audit_config_updater: AuditConfigUpdater, change_stream: ChangeStream,
        controller_trace: ControllerTrace, domain_services: DomainServices,
        flight_recorder: FlightRecorder, http_client: HttpClient,
        http_server_args: HttpServerArgs, jwt_parser: JwtParser, lease_manager: LeaseManager,
        log_sink: LogSink, object_store_facade: ObjectStoreFacade,
        provider_tracker: ProviderTracker, watcher_registry: WatcherRegistry
    ) -> ApiServer;
    audit_config_updater(domain_services: DomainServices) -> AuditConfigUpdater;
    bootstrap(
        domain_services: DomainServices, http_client: HttpClient,
        object_store_facade: ObjectStoreFacade, provider_tracker: ProviderTracker
    ) -> Bootstrap;
    broker_tracker(agent: Agent, api_caller: ApiCaller) -> BrokerTracker;
    certificate_updater(
        certificate_watcher: CertificateWatcher, domain_services: DomainServices
    ) -> CertificateUpdater;
    certificate_watcher() -> CertificateWatcher;
    change_stream(db_accessor: DbAccessor, file_notify_watcher: FileNotifyWatcher) -> ChangeStream;
    change_stream_pruner(domain_services: DomainServices) -> ChangeStreamPruner;
    clock() -> Clock;
    control_socket(
        domain_services: DomainServices, object_store_services: ObjectStoreServices
    ) -> ControlSocket;
    controller_agent_config() -> ControllerAgentConfig;
    controller_agent_config_ready_flag() -> ControllerAgentConfigReadyFlag;
    controller_agent_config_ready_gate() -> ControllerAgentConfigReadyGate;
    controller_log_router(http_client: HttpClient) -> ControllerLogRouter;
    controller_log_sink(controller_log_router: ControllerLogRouter) -> ControllerLogSink;
    controller_presence(
        api_remote_caller: ApiRemoteCaller, domain_services: DomainServices
    ) -> ControllerPresence;
    controller_proxy_config_updater(
        domain_services: DomainServices
    ) -> ControllerProxyConfigUpdater;
    controller_proxy_ready_flag() -> ControllerProxyReadyFlag;
    controller_proxy_ready_gate() -> ControllerProxyReadyGate;
    controller_trace(trace_services: TraceServices) -> ControllerTrace;
    db_accessor(
        controller_agent_config: ControllerAgentConfig, query_logger: QueryLogger
    ) -> DbAccessor;
    deployer(agent: Agent, api_caller: ApiCaller, http_client: HttpClient) -> Deployer;
    disk_manager(agent: Agent, api_caller: ApiCaller) -> DiskManager;
    domain_services(
        change_stream: ChangeStream, db_accessor: DbAccessor, http_client: HttpClient,
        lease_manager: LeaseManager, log_sink: LogSink, object_store_facade: ObjectStoreFacade,
        provider_tracker: ProviderTracker, storage_registry: StorageRegistry
    ) -> DomainServices;
    external_controller_updater(domain_services: DomainServices) -> ExternalControllerUpdater;
    file_notify_watcher() -> FileNotifyWatcher;
    flight_recorder() -> FlightRecorder;
    host_key_reporter(agent: Agent, api_caller: ApiCaller) -> HostKeyReporter;
    http_client() -> HttpClient;
    http_server(
        api_server: ApiServer, certificate_watcher: CertificateWatcher,
        domain_services: DomainServices, http_server_args: HttpServerArgs
    ) -> HttpServer;
    http_server_args(domain_services: DomainServices) -> HttpServerArgs;
    is_bootstrap_flag() -> IsBootstrapFlag;
    is_bootstrap_gate() -> IsBootstrapGate;
    is_controller_flag(state_config_watcher: StateConfigWatcher) -> IsControllerFlag;
    is_not_controller_flag(state_config_watcher: StateConfigWatcher) -> IsNotControllerFlag;
    is_primary_controller_flag(lease_manager: LeaseManager) -> IsPrimaryControllerFlag;
    jwt_parser(domain_services: DomainServices) -> JwtParser;
    lease_expiry(controller_trace: ControllerTrace, db_accessor: DbAccessor) -> LeaseExpiry;
    lease_manager(controller_trace: ControllerTrace, db_accessor: DbAccessor) -> LeaseManager;
    log_router(agent: Agent, api_caller: ApiCaller, http_client: HttpClient) -> LogRouter;
    log_sink(
        controller_log_sink: ControllerLogSink, non_controller_log_sink: NonControllerLogSink
    ) -> LogSink;
    logging_config_updater(agent: Agent, api_caller: ApiCaller) -> LoggingConfigUpdater;
    loki_endpoint_updater(agent: Agent, api_caller: ApiCaller) -> LokiEndpointUpdater;
    lxd_container_provisioner(agent: Agent, api_caller: ApiCaller) -> LxdContainerProvisioner;
    machine_action_runner(agent: Agent, api_caller: ApiCaller) -> MachineActionRunner;
    machine_converter(agent: Agent, api_caller: ApiCaller) -> MachineConverter;
    machine_setup(api_caller: ApiCaller) -> MachineSetup;
    machiner(agent: Agent, api_caller: ApiCaller) -> Machiner;
    migration_fortress() -> MigrationFortress;
    migration_inactive_flag(api_caller: ApiCaller) -> MigrationInactiveFlag;
    migration_minion(agent: Agent, api_caller: ApiCaller) -> MigrationMinion;
    model_worker_manager(
        api_remote_relation_caller: ApiRemoteRelationCaller,
        certificate_watcher: CertificateWatcher, domain_services: DomainServices,
        http_client: HttpClient, lease_manager: LeaseManager, log_sink: LogSink,
        provider_services: ProviderServices
    ) -> ModelWorkerManager;
    non_controller_log_sink(log_router: LogRouter) -> NonControllerLogSink;
    object_store(
        api_remote_caller: ApiRemoteCaller, controller_trace: ControllerTrace,
        lease_manager: LeaseManager, object_store_s3_caller: ObjectStoreS3Caller,
        object_store_services: ObjectStoreServices
    ) -> ObjectStore;
    object_store_drainer(
        object_store: ObjectStore, object_store_s3_caller: ObjectStoreS3Caller,
        object_store_services: ObjectStoreServices
    ) -> ObjectStoreDrainer;
    object_store_facade(object_store: ObjectStore) -> ObjectStoreFacade;
    object_store_fortress() -> ObjectStoreFortress;
    object_store_s3_caller(
        http_client: HttpClient, object_store_services: ObjectStoreServices
    ) -> ObjectStoreS3Caller;
    object_store_services(change_stream: ChangeStream) -> ObjectStoreServices;
    provider_services(change_stream: ChangeStream) -> ProviderServices;
    provider_tracker(log_sink: LogSink, provider_services: ProviderServices) -> ProviderTracker;
    proxy_config_updater(agent: Agent, api_caller: ApiCaller) -> ProxyConfigUpdater;
    query_logger() -> QueryLogger;
    reboot_executor(agent: Agent, api_caller: ApiCaller) -> RebootExecutor;
    secret_backend_rotate(domain_services: DomainServices) -> SecretBackendRotate;
    ssh_authkeys_updater(agent: Agent, api_caller: ApiCaller) -> SshAuthkeysUpdater;
    ssh_identity_writer(agent: Agent, api_caller: ApiCaller) -> SshIdentityWriter;
    ssh_server(
        domain_services: DomainServices, jwt_parser: JwtParser, ssh_tunneler: SshTunneler
    ) -> SshServer;
    ssh_session(
        agent: Agent, api_caller: ApiCaller, ssh_authkeys_updater: SshAuthkeysUpdater
    ) -> SshSession;
    ssh_tunneler(domain_services: DomainServices) -> SshTunneler;
    state_config_watcher(agent: Agent) -> StateConfigWatcher;
    storage_provisioner(agent: Agent, api_caller: ApiCaller) -> StorageProvisioner;
    storage_registry(provider_tracker: ProviderTracker) -> StorageRegistry;
    termination_signal_handler() -> TerminationSignalHandler;
    tools_version_checker(agent: Agent, domain_services: DomainServices) -> ToolsVersionChecker;
    trace(agent: Agent) -> Trace;
    trace_config_updater(agent: Agent, api_caller: ApiCaller) -> TraceConfigUpdater;
    trace_services(change_stream: ChangeStream) -> TraceServices;
    undertaker(
        controller_trace: ControllerTrace, db_accessor: DbAccessor,
        domain_services: DomainServices
    ) -> Undertaker;
    upgrade_agent_steps_runner(agent: Agent, api_caller: ApiCaller) -> UpgradeAgentStepsRunner;
    upgrade_check_flag() -> UpgradeCheckFlag;
    upgrade_check_gate() -> UpgradeCheckGate;
    upgrade_controller_steps_runner(
        agent: Agent, api_caller: ApiCaller, domain_services: DomainServices
    ) -> UpgradeControllerStepsRunner;
    upgrade_database_flag() -> UpgradeDatabaseFlag;
    upgrade_database_gate() -> UpgradeDatabaseGate;
    upgrade_database_runner(
        agent: Agent, db_accessor: DbAccessor, upgrade_services: UpgradeServices
    ) -> UpgradeDatabaseRunner;
    upgrade_services(change_stream: ChangeStream) -> UpgradeServices;
    upgrade_steps_flag() -> UpgradeStepsFlag;
    upgrade_steps_gate() -> UpgradeStepsGate;
    upgrader(agent: Agent, api_caller: ApiCaller) -> Upgrader;
    valid_credential_flag(api_caller: ApiCaller) -> ValidCredentialFlag;
    watcher_registry() -> WatcherRegistry;
}

/// What makes the nodes, in the order of the graph.
pub(super) struct Nodes {
    world: Arc<World>,
    next: usize,
}

impl Nodes {
    pub(super) fn new(world: &Arc<World>) -> Self {
        Self {
            world: Arc::clone(world),
            next: 0,
        }
    }

    fn next(&mut self) -> SimNode {
        self.next += 1;
        SimNode {
            world: Arc::clone(&self.world),
            index: self.next - 1,
        }
    }
}

graph! {
    /// Juju's controller.
    pub(super) Controller(mut nodes: Nodes) {
        agent: agent(nodes.next()),
        agent_config_updater: agent_config_updater(nodes.next()) when [migration_fortress, migration_inactive_flag],
        api_address_setter: api_address_setter(nodes.next()) when [is_primary_controller_flag],
        api_address_updater: api_address_updater(nodes.next()) when [migration_fortress, migration_inactive_flag],
        api_caller: api_caller(nodes.next()),
        api_config_watcher: api_config_watcher(nodes.next()),
        api_remote_caller: api_remote_caller(nodes.next()) when [is_controller_flag],
        api_remote_relation_caller: api_remote_relation_caller(nodes.next()),
        api_server: api_server(nodes.next()) when [upgrade_steps_gate],
        audit_config_updater: audit_config_updater(nodes.next()) when [upgrade_database_flag],
        bootstrap: bootstrap(nodes.next()) when [controller_proxy_ready_flag, is_bootstrap_gate, upgrade_database_flag],
        broker_tracker: broker_tracker(nodes.next()) when [migration_fortress, migration_inactive_flag],
        certificate_updater: certificate_updater(nodes.next()) when [upgrade_check_flag, upgrade_steps_flag],
        certificate_watcher: certificate_watcher(nodes.next()) when [is_controller_flag],
        change_stream: change_stream(nodes.next()),
        change_stream_pruner: change_stream_pruner(nodes.next()) when [is_primary_controller_flag],
        clock: clock(nodes.next()),
        control_socket: control_socket(nodes.next()) when [upgrade_database_flag],
        controller_agent_config: controller_agent_config(nodes.next()) when [is_controller_flag],
        controller_agent_config_ready_flag: controller_agent_config_ready_flag(nodes.next()) when [controller_agent_config_ready_gate],
        controller_agent_config_ready_gate: controller_agent_config_ready_gate(nodes.next()),
        controller_log_router: controller_log_router(nodes.next()) when [is_controller_flag],
        controller_log_sink: controller_log_sink(nodes.next()) when [is_controller_flag],
        controller_presence: controller_presence(nodes.next()),
        controller_proxy_config_updater: controller_proxy_config_updater(nodes.next()) when [controller_proxy_ready_gate, is_controller_flag, upgrade_database_flag],
        controller_proxy_ready_flag: controller_proxy_ready_flag(nodes.next()) when [controller_proxy_ready_gate, is_controller_flag],
        controller_proxy_ready_gate: controller_proxy_ready_gate(nodes.next()) when [is_controller_flag],
        controller_trace: controller_trace(nodes.next()),
        db_accessor: db_accessor(nodes.next()) when [is_controller_flag],
        deployer: deployer(nodes.next()) when [controller_agent_config_ready_flag, upgrade_check_flag, upgrade_steps_flag],
        disk_manager: disk_manager(nodes.next()) when [migration_fortress, migration_inactive_flag],
        domain_services: domain_services(nodes.next()),
        external_controller_updater: external_controller_updater(nodes.next()) when [is_primary_controller_flag, migration_fortress, migration_inactive_flag],
        file_notify_watcher: file_notify_watcher(nodes.next()) when [is_controller_flag],
        flight_recorder: flight_recorder(nodes.next()),
        host_key_reporter: host_key_reporter(nodes.next()) when [migration_fortress, migration_inactive_flag],
        http_client: http_client(nodes.next()),
        http_server: http_server(nodes.next()),
        http_server_args: http_server_args(nodes.next()) when [is_bootstrap_flag],
        is_bootstrap_flag: is_bootstrap_flag(nodes.next()) when [is_bootstrap_gate],
        is_bootstrap_gate: is_bootstrap_gate(nodes.next()),
        is_controller_flag: is_controller_flag(nodes.next()),
        is_not_controller_flag: is_not_controller_flag(nodes.next()),
        is_primary_controller_flag: is_primary_controller_flag(nodes.next()) when [is_controller_flag],
        jwt_parser: jwt_parser(nodes.next()) when [is_controller_flag],
        lease_expiry: lease_expiry(nodes.next()) when [is_primary_controller_flag],
        lease_manager: lease_manager(nodes.next()),
        log_router: log_router(nodes.next()) when [migration_fortress, migration_inactive_flag],
        log_sink: log_sink(nodes.next()) when [is_controller_flag],
        logging_config_updater: logging_config_updater(nodes.next()) when [migration_fortress, migration_inactive_flag],
        loki_endpoint_updater: loki_endpoint_updater(nodes.next()) when [migration_fortress, migration_inactive_flag],
        lxd_container_provisioner: lxd_container_provisioner(nodes.next()) when [migration_fortress, migration_inactive_flag],
        machine_action_runner: machine_action_runner(nodes.next()) when [migration_fortress, migration_inactive_flag],
        machine_converter: machine_converter(nodes.next()) when [is_not_controller_flag, migration_fortress, migration_inactive_flag],
        machine_setup: machine_setup(nodes.next()) when [migration_fortress, migration_inactive_flag],
        machiner: machiner(nodes.next()) when [migration_fortress, migration_inactive_flag],
        migration_fortress: migration_fortress(nodes.next()) when [upgrade_check_flag, upgrade_steps_flag],
        migration_inactive_flag: migration_inactive_flag(nodes.next()),
        migration_minion: migration_minion(nodes.next()) when [migration_fortress],
        model_worker_manager: model_worker_manager(nodes.next()) when [upgrade_check_flag, upgrade_steps_flag],
        non_controller_log_sink: non_controller_log_sink(nodes.next()) when [is_not_controller_flag],
        object_store: object_store(nodes.next()) when [upgrade_database_flag],
        object_store_drainer: object_store_drainer(nodes.next()) when [is_primary_controller_flag, object_store_fortress],
        object_store_facade: object_store_facade(nodes.next()) when [object_store_fortress],
        object_store_fortress: object_store_fortress(nodes.next()),
        object_store_s3_caller: object_store_s3_caller(nodes.next()) when [upgrade_database_flag],
        object_store_services: object_store_services(nodes.next()),
        provider_services: provider_services(nodes.next()),
        provider_tracker: provider_tracker(nodes.next()),
        proxy_config_updater: proxy_config_updater(nodes.next()) when [is_not_controller_flag, migration_fortress, migration_inactive_flag],
        query_logger: query_logger(nodes.next()) when [is_controller_flag],
        reboot_executor: reboot_executor(nodes.next()) when [migration_fortress, migration_inactive_flag],
        secret_backend_rotate: secret_backend_rotate(nodes.next()) when [is_primary_controller_flag, migration_fortress, migration_inactive_flag],
        ssh_authkeys_updater: ssh_authkeys_updater(nodes.next()) when [migration_fortress, migration_inactive_flag],
        ssh_identity_writer: ssh_identity_writer(nodes.next()) when [migration_fortress, migration_inactive_flag],
        ssh_server: ssh_server(nodes.next()) when [is_controller_flag],
        ssh_session: ssh_session(nodes.next()) when [migration_fortress, migration_inactive_flag],
        ssh_tunneler: ssh_tunneler(nodes.next()) when [is_controller_flag],
        state_config_watcher: state_config_watcher(nodes.next()),
        storage_provisioner: storage_provisioner(nodes.next()) when [migration_fortress, migration_inactive_flag, valid_credential_flag],
        storage_registry: storage_registry(nodes.next()),
        termination_signal_handler: termination_signal_handler(nodes.next()),
        tools_version_checker: tools_version_checker(nodes.next()) when [migration_fortress, migration_inactive_flag],
        trace: trace(nodes.next()),
        trace_config_updater: trace_config_updater(nodes.next()) when [is_not_controller_flag, migration_fortress, migration_inactive_flag],
        trace_services: trace_services(nodes.next()) when [is_controller_flag],
        undertaker: undertaker(nodes.next()) when [is_controller_flag],
        upgrade_agent_steps_runner: upgrade_agent_steps_runner(nodes.next()) when [is_not_controller_flag, upgrade_steps_gate],
        upgrade_check_flag: upgrade_check_flag(nodes.next()) when [upgrade_check_gate],
        upgrade_check_gate: upgrade_check_gate(nodes.next()),
        upgrade_controller_steps_runner: upgrade_controller_steps_runner(nodes.next()) when [is_controller_flag, upgrade_steps_gate],
        upgrade_database_flag: upgrade_database_flag(nodes.next()) when [is_controller_flag, upgrade_database_gate],
        upgrade_database_gate: upgrade_database_gate(nodes.next()) when [is_controller_flag],
        upgrade_database_runner: upgrade_database_runner(nodes.next()) when [is_controller_flag, upgrade_database_gate],
        upgrade_services: upgrade_services(nodes.next()),
        upgrade_steps_flag: upgrade_steps_flag(nodes.next()) when [upgrade_steps_gate],
        upgrade_steps_gate: upgrade_steps_gate(nodes.next()),
        upgrader: upgrader(nodes.next()) when [upgrade_check_gate, upgrade_steps_gate],
        valid_credential_flag: valid_credential_flag(nodes.next()),
        watcher_registry: watcher_registry(nodes.next()) when [is_controller_flag],
    }
}
