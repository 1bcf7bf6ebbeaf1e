package org.trunkline.gateway.internal.xml;

/** What stands inside an element: text or another element. */
public sealed interface XmlNode permits XmlElement, XmlText {}
