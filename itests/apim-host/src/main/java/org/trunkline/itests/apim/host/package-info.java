/**
 * What runs in the host's process: a launcher that starts the framework as Carbon does, and a bundle that binds savers and
 * retrievers as API Manager does and calls them on a test's behalf.
 */
package org.trunkline.itests.apim.host;
