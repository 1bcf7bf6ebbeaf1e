package org.trunkline.registry.carbon.internal;

import java.util.Arrays;
import java.util.Date;
import org.wso2.carbon.registry.core.CollectionImpl;
import org.wso2.carbon.registry.core.ResourceImpl;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/**
 * A collection as WSO2's interface shows it. Its children are looked up when they are first asked for. Not safe for use by
 * several threads.
 */
final class StoredCollection extends CollectionImpl {

    /** Where the children come from. */
    interface Source {
        String[] children(int start, int length) throws RegistryException;

        int count() throws RegistryException;
    }

    private transient Source source;

    /** A new one. */
    StoredCollection(String author) {
        setAuthorUserName(author);
    }

    StoredCollection(Source source) {
        this.source = source;
    }

    /** One that shows something else than the registry's collections: comments, or what a query found. */
    static StoredCollection showing(Object content) {
        StoredCollection collection = new StoredCollection((Source) null);
        collection.content = content;
        return collection;
    }

    @Override
    protected void pullContentFromOriginal() throws RegistryException {
        if (content == null && source != null) {
            setChildren(source.children(0, Integer.MAX_VALUE));
        }
    }

    @Override
    public Object getContent() throws RegistryException {
        pullContentFromOriginal();
        return content;
    }

    @Override
    public String[] getChildren() throws RegistryException {
        return getContent() instanceof String[] ? ((String[]) content).clone() : new String[0];
    }

    @Override
    public String[] getChildren(int start, int length) throws RegistryException {
        if (start < 0) {
            throw new RegistryException(
                    "The children of " + getPath() + " are counted from 0, not from " + start + ".");
        }
        if (content == null && source != null) {
            return source.children(start, length < 0 ? Integer.MAX_VALUE : length);
        }
        String[] all = getChildren();
        int from = Math.min(start, all.length);
        int to = length < 0 ? all.length : (int) Math.min((long) from + length, all.length);
        return Arrays.copyOfRange(all, from, to);
    }

    @Override
    public int getChildCount() throws RegistryException {
        return content == null && source != null ? source.count() : getChildren().length;
    }

    @Override
    public ResourceImpl getShallowCopy() throws RegistryException {
        StoredCollection copy = new StoredCollection(source);
        Date modified = getLastModified();
        fillCollectionCopy(copy);
        copy.setLastModified(modified);
        return copy;
    }
}
