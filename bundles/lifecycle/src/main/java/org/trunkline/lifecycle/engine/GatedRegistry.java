package org.trunkline.lifecycle.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.ResourceDraft;

/** A registry whose methods are done by the owner of a transition's transaction. */
final class GatedRegistry implements InvocationHandler {

    private static final Set<String> WRITES = Set.of(
            "put",
            "delete",
            "move",
            "copy",
            "createVersion",
            "restore",
            "deleteVersion",
            "associate",
            "dissociate",
            "comment",
            "editComment",
            "deleteComment",
            "tag",
            "untag",
            "rate",
            "unrate",
            "link",
            "load");

    private final Registry registry;
    private final Gate gate;
    private final Consumer<String> written;

    private GatedRegistry(Registry registry, Gate gate, Consumer<String> written) {
        this.registry = registry;
        this.gate = gate;
        this.written = written;
    }

    /** @param written is told of everything that is written */
    static Registry of(Registry registry, Gate gate, Consumer<String> written) {
        return proxy(Registry.class, new GatedRegistry(registry, gate, written));
    }

    /** The same gate for another registry; empty if this one has none. */
    static Optional<Registry> like(Registry gated, Registry other) {
        return Proxy.isProxyClass(gated.getClass())
                        && Proxy.getInvocationHandler(gated) instanceof GatedRegistry handler
                ? Optional.of(of(other, handler.gate, handler.written))
                : Optional.empty();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "actingAs":
                return of(registry.actingAs((String) arguments[0]), gate, written);
            case "user", "toString", "hashCode":
                return call(registry, method, arguments);
            case "equals":
                return proxy == arguments[0];
            default:
                return handOver(method, arguments == null ? new Object[0] : arguments);
        }
    }

    private Object handOver(Method method, Object[] arguments) throws Throwable {
        Object[] read = arguments.clone();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputStream target = null;
        for (int i = 0; i < read.length; i++) {
            if (read[i] instanceof ResourceDraft draft) {
                read[i] = inMemory(arguments[0], draft);
            } else if (read[i] instanceof InputStream in) {
                read[i] = new ByteArrayInputStream(in.readAllBytes());
            } else if (read[i] instanceof OutputStream given) {
                target = given;
                read[i] = out;
            }
        }
        Object result = asked(method, read);
        if (target != null) {
            out.writeTo(target);
        }
        if (result instanceof InputStream in) {
            return new GatedStream(in, gate);
        }
        if (result instanceof RegistryTransaction transaction) {
            return proxy(RegistryTransaction.class, (self, called, given) -> end(transaction, called, given));
        }
        return result;
    }

    /** What a plug-in reads from is not to hold up the owner. */
    private static ResourceDraft inMemory(Object path, ResourceDraft draft) throws RegistryException {
        try {
            return TransitionContext.inMemory(draft);
        } catch (IOException e) {
            throw new RegistryException(
                    RegistryException.Kind.REFUSED,
                    "the content for " + path + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private Object asked(Method method, Object[] arguments) throws Throwable {
        try {
            return gate.onOwner(() -> {
                Object result = unwrapped(method, arguments);
                if (WRITES.contains(method.getName())) {
                    written.accept(method.getName() + " "
                            + Arrays.stream(arguments)
                                    .filter(argument ->
                                            !(argument instanceof InputStream) && !(argument instanceof ResourceDraft))
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(" ")));
                }
                return result;
            });
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private Object unwrapped(Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(registry, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object end(RegistryTransaction transaction, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return call(transaction, method, arguments);
        }
        try {
            return gate.onOwner(() -> {
                if (method.getName().equals("commit")) {
                    transaction.commit();
                } else {
                    transaction.close();
                }
                return null;
            });
        } catch (ExecutionException e) {
            throw e.getCause();
        } catch (RegistryException e) {
            if (method.getName().equals("close")) {
                // it went with the transaction around it
                return null;
            }
            throw e;
        }
    }

    /** Content that is read by the owner. */
    private static final class GatedStream extends InputStream {

        private static final int STEP = 65_536;

        private final InputStream in;
        private final Gate gate;

        GatedStream(InputStream in, Gate gate) {
            this.in = in;
            this.gate = gate;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            byte[] got = asked(() -> in.readNBytes(Math.min(length, STEP)));
            if (got.length == 0 && length > 0) {
                return -1;
            }
            System.arraycopy(got, 0, bytes, offset, got.length);
            return got.length;
        }

        @Override
        public void close() throws IOException {
            asked(() -> {
                in.close();
                return null;
            });
        }

        private <T> T asked(Callable<T> work) throws IOException {
            try {
                return gate.onOwner(work);
            } catch (RegistryException e) {
                throw new IOException(e.getMessage(), e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException thrown ? thrown : new IOException(e.getCause());
            }
        }
    }
}
