package org.trunkline.registry.carbon.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.wso2.carbon.registry.core.ResourceImpl;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/**
 * A resource as WSO2's interface shows it. It is WSO2's own class, so that code that casts to it works here too, without
 * what needs WSO2's database and user store. What is changed is stored when it is put. Not safe for use by several threads.
 */
final class StoredResource extends ResourceImpl {

    /** Content is read when it is first asked for, and then kept. */
    @FunctionalInterface
    interface Source {
        byte[] read() throws RegistryException;
    }

    private transient Source source;

    /** A new one. */
    StoredResource(String author) {
        setAuthorUserName(author);
    }

    StoredResource(Source source) {
        this.source = source;
    }

    @Override
    protected void pullContentFromOriginal() throws RegistryException {
        if (source != null) {
            Source once = source;
            source = null;
            content = once.read();
        }
    }

    @Override
    public void setContentWithNoUpdate(Object value) {
        source = null;
        content = value;
    }

    @Override
    public void setContentStreamWithNoUpdate(InputStream stream) throws RegistryException {
        setContentWithNoUpdate(read(stream));
    }

    private static byte[] read(InputStream stream) throws RegistryException {
        if (stream == null) {
            throw new RegistryException("Could not create memory based content for null input stream.");
        }
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new RegistryException("The content of a resource cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream getContentStream() throws RegistryException {
        Object now = getContent();
        if (now instanceof String) {
            return new ByteArrayInputStream(((String) now).getBytes(StandardCharsets.UTF_8));
        }
        return super.getContentStream();
    }

    @Override
    public void prepareContentForPut() throws RegistryException {
        content = bytesOf(getContent());
    }

    /**
     * The bytes of content.
     *
     * @return null without content
     * @throws RegistryException if it is of a kind that cannot be stored, or cannot be read
     */
    static byte[] bytesOf(Object content) throws RegistryException {
        if (content == null) {
            return null;
        }
        if (content instanceof byte[]) {
            return (byte[]) content;
        }
        if (content instanceof String) {
            return ((String) content).getBytes(StandardCharsets.UTF_8);
        }
        if (content instanceof InputStream) {
            return read((InputStream) content);
        }
        throw new RegistryException("The content of a resource is a byte[], a String or an InputStream, not a "
                + content.getClass().getName() + ".");
    }

    @Override
    public ResourceImpl getShallowCopy() throws RegistryException {
        pullContentFromOriginal();
        Date modified = getLastModified();
        ResourceImpl copy = fillResourceCopy(new StoredResource(getAuthorUserName()));
        copy.setLastModified(modified);
        return copy;
    }
}
