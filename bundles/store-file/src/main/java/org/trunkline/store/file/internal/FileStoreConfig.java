package org.trunkline.store.file.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Trunkline file store",
        description = "Keeps artifacts in a directory, which processes and machines may share")
public @interface FileStoreConfig {

    @AttributeDefinition(description = "The directory, of an absolute path")
    String directory();

    @AttributeDefinition(min = "1", description = "How many states of each artifact are kept")
    int history() default 20;

    @AttributeDefinition(
            min = "1",
            description = "How often changes that other machines make are looked for, in milliseconds")
    long poll_interval() default 1000;

    @AttributeDefinition(description = "Whether a directory that holds no store becomes one; otherwise it is an error")
    boolean create() default true;
}
