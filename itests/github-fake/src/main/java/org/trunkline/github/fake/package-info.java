/** A GitHub for tests, benchmarks and the demo. Start with {@link org.trunkline.github.fake.GitHubFake}. */
package org.trunkline.github.fake;
