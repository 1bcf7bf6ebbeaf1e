/**
 * What a lifecycle asks before a transition: plain classes over WSO2's own interfaces and the JDK, for the {@code class} of a
 * {@code validation}. They take the parameters of WSO2's validators of the same names, and are services as the executors are,
 * under {@link org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations}. A validation that is not
 * configured holds. Why one does not hold is told in the context's property {@code validationsMessage}.
 *
 * <p>An instance belongs to one {@code validation} element: {@code init} is called once, {@code validate} then by many threads.
 * {@code init} throws {@code IllegalArgumentException} for parameters that make no sense.
 */
@Version("0.1.0")
package org.trunkline.validators;

import org.osgi.annotation.versioning.Version;
