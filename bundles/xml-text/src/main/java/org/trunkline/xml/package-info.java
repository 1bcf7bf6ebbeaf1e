/**
 * XML documents as text: read strictly, because strangers wrote them, and changed in single places, so that every other byte
 * stays what it was.
 */
package org.trunkline.xml;
