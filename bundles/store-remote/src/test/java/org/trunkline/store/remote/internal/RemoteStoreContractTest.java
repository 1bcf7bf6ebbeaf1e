package org.trunkline.store.remote.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.testkit.ArtifactStoreContract;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

/** A store in memory, seen through HTTPS, keeps the whole contract. */
class RemoteStoreContractTest extends ArtifactStoreContract {

    @TempDir
    static Path directory;

    private static TestCertificate certificate;

    private final InMemoryArtifactStore behind = new InMemoryArtifactStore();
    private PublisherServer publisher;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.make(directory, "publisher", "ip:127.0.0.1,dns:localhost");
    }

    @AfterEach
    void stopPublisher() {
        publisher.close();
        behind.close();
    }

    @Override
    protected ArtifactStore open() throws Exception {
        if (publisher == null) {
            publisher = new PublisherServer(certificate, behind);
        }
        TestConfig config = new TestConfig();
        config.url = publisher.url();
        config.certificate = certificate.pem().toString();
        return new RemoteStore(config);
    }

    @Override
    protected Optional<ArtifactStore> openSecond() throws Exception {
        return Optional.of(open());
    }

    @Override
    protected void close(ArtifactStore open) {
        ((RemoteStore) open).close();
    }

    @Override
    protected boolean damage(ArtifactKey key) {
        behind.damage(key);
        return true;
    }
}
