package org.trunkline.cli.demo;

import java.util.List;
import java.util.Map;

/** What the nodes of a demo share their artifacts through: what each is told about it, and the steps that only it has. */
interface DemoStore {

    /** Steps before any node runs. */
    void start() throws StepFailed;

    /** Environment variables of the publisher. */
    Map<String, String> publisherSecrets();

    /** Environment variables of a gateway. */
    Map<String, String> gatewaySecrets();

    /** The tables of the publisher's deployment.toml that say where artifacts are kept. */
    String publisherTables();

    /** What the publisher keeps its artifacts in, for a reader of the story. */
    String description();

    /** Steps between the start of the publisher and that of the gateways. */
    void admit(DemoNode publisher, List<DemoGateway> gateways) throws StepFailed;

    /** The tables of a gateway's deployment.toml that say where artifacts come from. */
    String gatewayTables(DemoNode publisher, DemoGateway gateway) throws StepFailed;

    /** Steps once every gateway has deployed what is its own. */
    void inspect(DemoNode publisher, List<DemoGateway> gateways) throws StepFailed;

    /** What the gateways read from, as in "while ... is away". */
    String source();

    /** Takes it away from the gateways. */
    void leave(DemoNode publisher) throws StepFailed;

    /** What a gateway that started meanwhile says about it. */
    void seenBy(DemoGateway gateway) throws StepFailed;

    /** Brings it back. */
    void comeBack(DemoNode publisher) throws StepFailed;

    /** Steps at the end. */
    void conclude() throws StepFailed;

    /** What a person can try with it while the nodes are still running. */
    List<String> thingsToTry();
}
