package org.trunkline.itests.apim.host;

/** Is there once Equinox knows the components of this bundle: it builds none before it knows all. */
public final class Ready {}
