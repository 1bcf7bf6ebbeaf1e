/**
 * Starts a node: {@link org.trunkline.launcher.Main} reads how it was called ({@link org.trunkline.launcher.LaunchSettings}),
 * takes the base directory for itself ({@link org.trunkline.launcher.NodeLock}), installs the bundles ({@link
 * org.trunkline.launcher.BundleInstaller}, {@link org.trunkline.launcher.PlainJarWrapper}), starts them in order ({@link
 * org.trunkline.launcher.NodeFramework}) and explains what did not come up ({@link org.trunkline.launcher.UnresolvedBundle}).
 *
 * <p>What the bundles learn from it, they learn as framework properties ({@link
 * org.trunkline.launcher.FrameworkProperties}) and from one service of JDK types ({@link
 * org.trunkline.launcher.LaunchProblems}): they see no class of this package.
 */
package org.trunkline.launcher;
