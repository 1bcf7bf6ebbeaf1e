/**
 * What a lifecycle calls when a service goes from one environment to the next: plain classes over WSO2's own interfaces and
 * the JDK, for the {@code class} of an {@code execution} in a lifecycle of a WSO2 server or of Trunkline.
 *
 * <p>Where this bundle runs in an OSGi framework, each is also a service of prototype scope under its own name and that of
 * {@link org.wso2.carbon.governance.registry.extensions.interfaces.Execution}. Its property {@code lifecycle.class}
 * ({@code String[]}) holds every name that lifecycles know it by: first its own, then that of the class of WSO2's that it
 * stands in for. docs/differences.md says what these do otherwise than WSO2's.
 *
 * <p>An instance belongs to one {@code execution} element: {@code init} is called once, {@code execute} then by as many
 * threads as there are transitions. What makes no sense is told in the context's property {@code executorMessage}, and
 * {@code execute} answers false; nothing is changed then.
 */
@Version("0.1.0")
package org.trunkline.executors;

import org.osgi.annotation.versioning.Version;
