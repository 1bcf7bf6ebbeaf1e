package org.trunkline.executors.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** The content of resources as bytes. */
public final class Contents {

    private Contents() {}

    /** Empty without content. */
    public static byte[] of(Resource resource) throws RegistryException {
        Object content = resource.getContent();
        if (content == null) {
            return new byte[0];
        }
        if (content instanceof byte[]) {
            return (byte[]) content;
        }
        if (content instanceof String) {
            return ((String) content).getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream in = resource.getContentStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new RegistryException(
                    "The content of " + resource.getPath() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
