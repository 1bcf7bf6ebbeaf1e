package org.trunkline.store.remote.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response's body as a stream that does not wait for ever: the JDK's own stream has no timeout between two reads. It
 * asks for more only when what it has is read, so that it holds little. Read by one thread.
 */
final class ResponseStream extends InputStream implements HttpResponse.BodySubscriber<InputStream> {

    private final Duration patience;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private Flow.Subscription subscription;
    private boolean ended;
    private boolean closed;

    /** @param patience how long the other side may be silent */
    ResponseStream(Duration patience) {
        this.patience = patience;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> next) {
        signals.add(new Signal(next, null));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal(List.of(), failure));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(null, null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (buffers.isEmpty()) {
            if (ended) {
                return -1;
            }
            take();
        }
        ByteBuffer buffer = buffers.element();
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        if (!buffer.hasRemaining()) {
            buffers.remove();
            if (buffers.isEmpty()) {
                requestMore();
            }
        }
        return count;
    }

    private void take() throws IOException {
        Signal signal;
        try {
            signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading the answer");
        }
        if (signal == null) {
            throw new SocketTimeoutException("nothing came for " + patience.toMillis() + " ms");
        }
        if (signal.failure != null) {
            throw new IOException("the connection broke: " + signal.failure.getMessage(), signal.failure);
        }
        if (signal.buffers == null) {
            ended = true;
            return;
        }
        signal.buffers.stream().filter(ByteBuffer::hasRemaining).forEach(buffers::add);
        if (buffers.isEmpty()) {
            requestMore();
        }
    }

    private synchronized void requestMore() {
        if (!closed) {
            subscription.request(1);
        }
    }

    /** Gives up the connection if the answer is not over yet. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (subscription != null && !ended) {
                subscription.cancel();
            }
        }
    }

    /** What came: buffers, the end (neither), or a failure. */
    private static final class Signal {

        private final List<ByteBuffer> buffers;
        private final Throwable failure;

        Signal(List<ByteBuffer> buffers, Throwable failure) {
            this.buffers = buffers;
            this.failure = failure;
        }
    }
}
