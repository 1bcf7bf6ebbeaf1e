package org.trunkline.sync.carbon.internal.foreign;

import java.io.IOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ArtifactStoreException;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

/**
 * A saver or retriever that somebody else wrote. It is initialized before its first use and once only, disconnected at the
 * end, and whatever it throws comes out as an {@link ArtifactStoreException} with its name. Safe for use by many threads as
 * far as the service is.
 *
 * @param <S> the service's interface
 */
public final class ForeignService<S> implements AutoCloseable {

    /** A call of one method of the service. */
    interface Call<S, T> {

        T on(S service) throws ArtifactSynchronizerException, IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ForeignService.class);

    private final String title;
    private final S service;
    private final Call<S, Void> init;
    private final Call<S, Void> disconnect;
    private boolean initialized;
    private boolean closed;

    /** @param title how the service is called in messages: {@code ArtifactSaver 'GHSaver'} */
    ForeignService(String title, S service, Call<S, Void> init, Call<S, Void> disconnect) {
        this.title = Objects.requireNonNull(title, "title");
        this.service = Objects.requireNonNull(service, "service");
        this.init = Objects.requireNonNull(init, "init");
        this.disconnect = Objects.requireNonNull(disconnect, "disconnect");
    }

    /**
     * Initializes the service if that is still to be done. Needless to call, but it shows early whether the service works.
     *
     * @throws ArtifactStoreException if it failed; the next use tries again
     */
    public synchronized void initialize() throws ArtifactStoreException {
        if (closed) {
            throw ArtifactStoreException.unavailable(title + " is no longer there", null);
        }
        if (!initialized) {
            contain("initialize", init);
            initialized = true;
        }
    }

    /** @param what what the service is to do, for messages: {@code save API 'x'} */
    <T> T call(String what, Call<S, T> call) throws ArtifactStoreException {
        initialize();
        return contain(what, call);
    }

    // An Error of code that was built for another server, most likely a LinkageError, must not end our thread either.
    private <T> T contain(String what, Call<S, T> call) throws ArtifactStoreException {
        try {
            return call.on(service);
        } catch (ArtifactSynchronizerException | IOException | RuntimeException e) {
            throw ArtifactStoreException.unavailable(title + " did not " + what + ": " + e, e);
        } catch (Error e) {
            throw ArtifactStoreException.rejected(
                    title + " did not " + what + ": " + e + ". Check that its bundle fits this server.", e);
        }
    }

    /** Disconnects the service if it was initialized. */
    @Override
    public synchronized void close() {
        if (initialized && !closed) {
            try {
                contain("disconnect", disconnect);
            } catch (ArtifactStoreException e) {
                LOG.warn("{} is let go all the same", title, e);
            }
        }
        closed = true;
    }

    @Override
    public String toString() {
        return title;
    }
}
