package org.trunkline.registry.carbon;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.Comment;
import org.wso2.carbon.registry.core.LogEntry;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.session.CurrentSession;

/**
 * What people do with WSO2's registry, each below a path of its own. WSO2's registry 4.6.0 was led through all of it, and
 * what it answered was kept: {@link WsoScenariosTest} compares.
 */
final class Scenarios {

    /** One of them. */
    @FunctionalInterface
    interface Scenario {
        void play(Registry registry, String at, Outcome outcome) throws Exception;
    }

    private final Map<String, Scenario> all = new LinkedHashMap<>();

    static Map<String, Scenario> all() {
        Scenarios scenarios = new Scenarios();
        scenarios.resources();
        scenarios.paths();
        scenarios.collections();
        scenarios.content();
        scenarios.properties();
        scenarios.trees();
        scenarios.versions();
        scenarios.annotations();
        scenarios.associations();
        scenarios.links();
        scenarios.transactions();
        scenarios.dumps();
        scenarios.logs();
        scenarios.queries();
        return scenarios.all;
    }

    private void add(String name, Scenario scenario) {
        if (all.put(name, scenario) != null) {
            throw new IllegalArgumentException("two scenarios are named " + name);
        }
    }

    private static Resource resource(Registry r, String content) throws RegistryException {
        Resource resource = r.newResource();
        resource.setContent(content);
        return resource;
    }

    private static void put(Registry r, String path, String content) throws RegistryException {
        r.put(path, resource(r, content));
    }

    private static void as(String user, Outcome.Deed deed) throws Exception {
        CurrentSession.setUser(user);
        try {
            deed.run();
        } finally {
            CurrentSession.removeUser();
        }
    }

    private void resources() {
        add("put answers the path", (r, p, o) -> o.see("put", () -> r.put(p + "/a", resource(r, "x"))));
        add(
                "put answers the path as it was given",
                (r, p, o) -> o.see("put", () -> r.put(p + "/a/", resource(r, "x"))));
        add("get shows what was put", (r, p, o) -> {
            Resource a = resource(r, "hello");
            a.setMediaType("text/x");
            a.setDescription("what it is");
            a.setProperty("k", "v");
            r.put(p + "/a", a);
            o.see("get", () -> r.get(p + "/a"));
        });
        add("missing parents are created", (r, p, o) -> {
            put(r, p + "/a/b/c/d", "x");
            o.see("a", () -> r.get(p + "/a"));
            o.see("c", () -> r.get(p + "/a/b/c"));
        });
        add("get of nothing", (r, p, o) -> o.see("get", () -> r.get(p + "/a")));
        add("metadata of nothing", (r, p, o) -> o.see("get", () -> r.getMetaData(p + "/a")));
        add("metadata has no content", (r, p, o) -> {
            Resource a = resource(r, "hello");
            a.setProperty("k", "v");
            r.put(p + "/a", a);
            o.see("content", () -> r.getMetaData(p + "/a").getContent());
            o.see("path", () -> r.getMetaData(p + "/a").getPath());
        });
        add("exists", (r, p, o) -> {
            put(r, p + "/a/b", "x");
            o.see("a", () -> r.resourceExists(p + "/a"));
            o.see("b", () -> r.resourceExists(p + "/a/b"));
            o.see("c", () -> r.resourceExists(p + "/a/c"));
            o.see("below b", () -> r.resourceExists(p + "/a/b/c"));
        });
        add("delete", (r, p, o) -> {
            put(r, p + "/a", "x");
            o.doing("delete", () -> r.delete(p + "/a"));
            o.see("exists", () -> r.resourceExists(p + "/a"));
            o.see("get", () -> r.get(p + "/a"));
        });
        add("delete of nothing", (r, p, o) -> o.doing("delete", () -> r.delete(p + "/a")));
        add("delete of a tree", (r, p, o) -> {
            put(r, p + "/a/b/c", "x");
            r.delete(p + "/a");
            o.see("exists", () -> r.resourceExists(p + "/a/b/c"));
            o.see("parent", () -> r.resourceExists(p));
        });
        add("put again keeps the content when only properties change", (r, p, o) -> {
            put(r, p + "/a", "one");
            Resource a = r.get(p + "/a");
            a.setProperty("k", "v");
            r.put(p + "/a", a);
            o.see("get", () -> r.get(p + "/a"));
        });
        add("put of a new object replaces properties, description and type", (r, p, o) -> {
            Resource a = resource(r, "one");
            a.setProperty("k", "v");
            a.setDescription("d");
            a.setMediaType("text/x");
            r.put(p + "/a", a);
            put(r, p + "/a", "two");
            o.see("get", () -> r.get(p + "/a"));
        });
        add("put of a new object keeps comments, tags and ratings", (r, p, o) -> {
            put(r, p + "/a", "one");
            r.addComment(p + "/a", new Comment("good"));
            r.applyTag(p + "/a", "t");
            r.rateResource(p + "/a", 3);
            put(r, p + "/a", "two");
            o.see("comments", () -> r.getComments(p + "/a"));
            o.see("tags", () -> r.getTags(p + "/a"));
            o.see("rating", () -> r.getAverageRating(p + "/a"));
        });
        add("the identity of what is got and put stays", (r, p, o) -> {
            put(r, p + "/a", "one");
            o.see("uuid", () -> r.get(p + "/a").getUUID());
            r.put(p + "/a", r.get(p + "/a"));
            o.see("uuid", () -> r.get(p + "/a").getUUID());
        });
        add("the identity when a new object is put over it", (r, p, o) -> {
            put(r, p + "/a", "one");
            o.see("uuid", () -> r.get(p + "/a").getUUID());
            put(r, p + "/a", "two");
            o.see("uuid", () -> r.get(p + "/a").getUUID());
        });
        add("one object put at two paths", (r, p, o) -> {
            Resource a = resource(r, "one");
            r.put(p + "/a", a);
            r.put(p + "/b", a);
            o.see("a", () -> r.get(p + "/a").getUUID());
            o.see("b", () -> r.get(p + "/b").getUUID());
        });
        add("an identity that the caller chose", (r, p, o) -> {
            Resource a = resource(r, "one");
            a.setUUID("00000000-0000-4000-8000-0000000000"
                    + p.substring(p.length() - 2).replace('x', '1'));
            r.put(p + "/a", a);
            o.see("same", () -> r.get(p + "/a").getUUID().equals(a.getUUID()));
        });
        add("the object that was put knows its path", (r, p, o) -> {
            Resource a = resource(r, "one");
            r.put(p + "/a", a);
            o.see("path", a::getPath);
            o.see("has uuid", () -> a.getUUID() != null);
            o.see("content", a::getContent);
        });
        add("a new resource", (r, p, o) -> {
            o.see("resource", r::newResource);
            o.see("state", () -> r.newResource().getState());
            o.see("parent", () -> r.newResource().getParentPath());
            o.see("permanent path", () -> r.newResource().getPermanentPath());
            o.see("aspects", () -> r.newResource().getAspects());
        });
        add("who put it", (r, p, o) -> {
            as("ann", () -> put(r, p + "/a", "one"));
            o.see("author", () -> r.get(p + "/a").getAuthorUserName());
            as("bob", () -> r.put(p + "/a", r.get(p + "/a")));
            o.see("author", () -> r.get(p + "/a").getAuthorUserName());
            o.see("updater", () -> r.get(p + "/a").getLastUpdaterUserName());
        });
        add("times", (r, p, o) -> {
            put(r, p + "/a", "one");
            Resource before = r.get(p + "/a");
            Resource again = r.get(p + "/a");
            o.see("a get changes none", () -> before.getLastModified().equals(again.getLastModified()));
            r.put(p + "/a", again);
            o.see("created", () -> r.get(p + "/a").getCreatedTime().equals(before.getCreatedTime()));
            o.see("not earlier", () -> !r.get(p + "/a").getLastModified().before(before.getLastModified()));
        });
        add("where it is", (r, p, o) -> {
            put(r, p + "/a/b", "one");
            o.see("id", () -> r.get(p + "/a/b").getId());
            o.see("parent", () -> r.get(p + "/a/b").getParentPath());
            o.see("permanent", () -> r.get(p + "/a/b").getPermanentPath());
        });
        add("a resource put over a collection", (r, p, o) -> {
            put(r, p + "/a/b", "one");
            o.see("put", () -> r.put(p + "/a", resource(r, "x")));
            o.see("a", () -> r.get(p + "/a"));
            o.see("b", () -> r.resourceExists(p + "/a/b"));
        });
        add("a collection put over a resource", (r, p, o) -> {
            put(r, p + "/a", "one");
            o.see("put", () -> r.put(p + "/a", r.newCollection()));
            o.see("a", () -> r.get(p + "/a"));
        });
        add("a resource put below a resource", (r, p, o) -> {
            put(r, p + "/a", "one");
            o.see("put", () -> r.put(p + "/a/b", resource(r, "x")));
        });
        add("a media type of blanks", (r, p, o) -> {
            Resource a = resource(r, "one");
            a.setMediaType("  ");
            r.put(p + "/a", a);
            o.see("type", () -> r.get(p + "/a").getMediaType());
        });
        add("an empty description", (r, p, o) -> {
            Resource a = resource(r, "one");
            a.setDescription("");
            r.put(p + "/a", a);
            o.see("description", () -> r.get(p + "/a").getDescription());
        });
        add("versionable change", (r, p, o) -> {
            put(r, p + "/a", "one");
            Resource a = r.get(p + "/a");
            o.see("got", a::isVersionableChange);
            a.setContent("two");
            o.see("changed", a::isVersionableChange);
            Resource b = r.newResource();
            o.see("new", b::isVersionableChange);
            b.setDescription("d");
            o.see("described", b::isVersionableChange);
        });
    }

    private void paths() {
        add("a slash at the end", (r, p, o) -> {
            put(r, p + "/a/b", "one");
            o.see("exists", () -> r.resourceExists(p + "/a/b/"));
            o.see("get", () -> r.get(p + "/a/b/"));
            o.see("collection", () -> r.get(p + "/a/").getPath());
        });
        add("put with a slash at the end", (r, p, o) -> {
            r.put(p + "/a/", resource(r, "one"));
            o.see("get", () -> r.get(p + "/a").getPath());
            r.put(p + "/c/", r.newCollection());
            o.see("collection", () -> r.get(p + "/c").getPath());
        });
        add("a path without a slash at the beginning", (r, p, o) -> {
            o.see("put", () -> r.put(p.substring(1) + "/a", resource(r, "one")));
            o.see("get", () -> r.get(p + "/a").getPath());
            o.see("exists", () -> r.resourceExists(p.substring(1) + "/a"));
            o.see("get so", () -> r.get(p.substring(1) + "/a").getPath());
        });
        add("doubled slashes", (r, p, o) -> {
            put(r, p + "/a/b", "one");
            o.see("exists", () -> r.resourceExists(p + "//a/b"));
            o.see("get", () -> r.get(p + "/a//b").getPath());
        });
        for (char illegal : "~!@#%^*+={}|\\<>\"',;".toCharArray()) {
            add("the character " + illegal + " is illegal", (r, p, o) -> {
                o.see("put", () -> r.put(p + "/a" + illegal + "b", resource(r, "one")));
                o.see("exists", () -> r.resourceExists(p + "/a" + illegal + "b"));
                o.see("get", () -> r.get(p + "/c" + illegal + "d"));
            });
        }
        for (String name :
                List.of("a b", "a.b", "a-b", "a_b", "a:b", "?a", "a$b", "a&b", "[a]", "\u00e4\u00f6", "\u4e2d")) {
            add("the name " + name + " is legal", (r, p, o) -> {
                o.see("put", () -> r.put(p + "/" + name, resource(r, "one")));
                o.see("get", () -> r.get(p + "/" + name).getPath());
            });
        }
        for (String name : List.of("(a)", ".", "..")) {
            add("the name " + name, (r, p, o) -> o.see("put", () -> r.put(p + "/" + name, resource(r, "one"))));
        }
        add(
                "the message for an illegal path",
                (r, p, o) -> o.see("message", () -> {
                    try {
                        return r.put(p + "/a~b", resource(r, "one"));
                    } catch (RegistryException e) {
                        return e.getMessage();
                    }
                }));
        add(
                "the message for a missing resource",
                (r, p, o) -> o.see("message", () -> {
                    try {
                        return r.get(p + "/a");
                    } catch (RegistryException e) {
                        return e.getMessage();
                    }
                }));
        add("the root", (r, p, o) -> {
            put(r, p + "/a", "x");
            o.see("exists", () -> r.resourceExists("/"));
            o.see("path", () -> r.get("/").getPath());
            o.see("collection", () -> r.get("/") instanceof Collection);
            o.see("parent", () -> r.get("/").getParentPath());
        });
    }

    private void collections() {
        add("children", (r, p, o) -> {
            put(r, p + "/a/one", "1");
            put(r, p + "/a/two", "2");
            r.put(p + "/a/three", r.newCollection());
            Collection a = (Collection) r.get(p + "/a");
            o.see("children", a::getChildren);
            o.see("count", a::getChildCount);
            o.see("content", a::getContent);
        });
        add("an empty collection", (r, p, o) -> {
            o.see("put", () -> r.put(p + "/a", r.newCollection()));
            o.see("get", () -> r.get(p + "/a"));
            o.see("count", () -> ((Collection) r.get(p + "/a")).getChildCount());
        });
        add("a collection with everything", (r, p, o) -> {
            Collection a = r.newCollection();
            a.setDescription("d");
            a.setMediaType("text/x");
            a.addProperty("k", "v");
            r.put(p + "/a", a);
            o.see("get", () -> r.get(p + "/a"));
        });
        add("putting a collection again keeps its children", (r, p, o) -> {
            put(r, p + "/a/b", "1");
            Collection a = r.newCollection();
            a.setProperty("k", "v");
            r.put(p + "/a", a);
            o.see("get", () -> r.get(p + "/a"));
        });
        add("pages of children", (r, p, o) -> {
            for (String name : List.of("a", "b", "c", "d", "e")) {
                put(r, p + "/c/" + name, name);
            }
            o.see("first two", () -> r.get(p + "/c", 0, 2).getChildren().length);
            o.see("from the fourth", () -> r.get(p + "/c", 3, 10).getChildren().length);
            o.see("behind the end", () -> r.get(p + "/c", 9, 2).getChildren().length);
            o.see("of the collection", () -> ((Collection) r.get(p + "/c")).getChildren(1, 3).length);
        });
        add("a page of a resource", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.see("page", () -> r.get(p + "/a", 0, 2));
        });
        add("a page of nothing", (r, p, o) -> o.see("page", () -> r.get(p + "/a", 0, 2)));
        add("children are looked up late", (r, p, o) -> {
            put(r, p + "/a/one", "1");
            Collection a = (Collection) r.get(p + "/a");
            put(r, p + "/a/two", "2");
            o.see("children", a::getChildren);
        });
        add(
                "content that no collection has",
                (r, p, o) -> o.doing("set", () -> r.newCollection().setContent(7)));
        add("children of a new collection", (r, p, o) -> {
            Collection c = r.newCollection();
            c.setChildren(new String[] {"/a", "/b", "/a"});
            o.see("children", c::getChildren);
            o.see("count", c::getChildCount);
        });
    }

    private void content() {
        add("content as text comes back as bytes", (r, p, o) -> {
            put(r, p + "/a", "gr\u00fc\u00df");
            o.see("content", () -> r.get(p + "/a").getContent());
        });
        add("content as a stream", (r, p, o) -> {
            Resource a = r.newResource();
            a.setContentStream(new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)));
            r.put(p + "/a", a);
            o.see("content", () -> r.get(p + "/a").getContent());
            o.see("stream", () -> r.get(p + "/a").getContentStream().readAllBytes());
        });
        add("no content", (r, p, o) -> {
            r.put(p + "/a", r.newResource());
            o.see("content", () -> r.get(p + "/a").getContent());
            o.see("stream", () -> r.get(p + "/a").getContentStream());
        });
        add("content of no bytes", (r, p, o) -> {
            put(r, p + "/a", "");
            o.see("content", () -> r.get(p + "/a").getContent());
        });
        add("content is taken away", (r, p, o) -> {
            put(r, p + "/a", "x");
            Resource a = r.get(p + "/a");
            a.setContent(null);
            r.put(p + "/a", a);
            o.see("content", () -> r.get(p + "/a").getContent());
        });
        add("content that cannot be stored", (r, p, o) -> {
            Resource a = r.newResource();
            o.doing("set", () -> a.setContent(7));
            o.see("put", () -> r.put(p + "/a", a));
        });
        add(
                "a stream that is null",
                (r, p, o) -> o.doing("set", () -> r.newResource().setContentStream(null)));
        add("content twice from one object", (r, p, o) -> {
            put(r, p + "/a", "abc");
            Resource a = r.get(p + "/a");
            o.see("one", a::getContent);
            o.see("two", () -> a.getContentStream().readAllBytes());
            o.see("three", () -> a.getContentStream().readAllBytes());
        });
        add("content of a changed resource before it is put", (r, p, o) -> {
            put(r, p + "/a", "abc");
            Resource a = r.get(p + "/a");
            a.setContent("def");
            o.see("kind", () -> a.getContent().getClass().getSimpleName());
            o.see("stored", () -> r.get(p + "/a").getContent());
        });
    }

    private void properties() {
        add("several values", (r, p, o) -> {
            Resource a = r.newResource();
            a.addProperty("k", "1");
            a.addProperty("k", "2");
            a.setProperty("l", Arrays.asList("x", "y"));
            r.put(p + "/a", a);
            o.see("k", () -> r.get(p + "/a").getPropertyValues("k"));
            o.see("first", () -> r.get(p + "/a").getProperty("k"));
            o.see("l", () -> r.get(p + "/a").getPropertyValues("l"));
            o.see("none", () -> r.get(p + "/a").getProperty("m"));
        });
        add("set replaces all values", (r, p, o) -> {
            Resource a = r.newResource();
            a.addProperty("k", "1");
            a.addProperty("k", "2");
            a.setProperty("k", "3");
            r.put(p + "/a", a);
            o.see("k", () -> r.get(p + "/a").getPropertyValues("k"));
        });
        add("remove a property and a value", (r, p, o) -> {
            Resource a = r.newResource();
            a.setProperty("k", new ArrayList<>(List.of("1", "2")));
            a.setProperty("l", "x");
            r.put(p + "/a", a);
            Resource b = r.get(p + "/a");
            b.removePropertyValue("k", "1");
            b.removeProperty("l");
            r.put(p + "/a", b);
            o.see("get", () -> r.get(p + "/a"));
        });
        add("edit a value", (r, p, o) -> {
            Resource a = r.newResource();
            a.setProperty("k", new ArrayList<>(List.of("1", "2")));
            r.put(p + "/a", a);
            Resource b = r.get(p + "/a");
            b.editPropertyValue("k", "1", "9");
            o.see("before put", () -> b.getPropertyValues("k"));
            r.put(p + "/a", b);
            o.see("after put", () -> r.get(p + "/a").getPropertyValues("k"));
        });
        add("properties live until put", (r, p, o) -> {
            put(r, p + "/a", "x");
            Resource a = r.get(p + "/a");
            a.setProperty("k", "v");
            o.see("stored", () -> r.get(p + "/a").getProperty("k"));
            r.put(p + "/a", a);
            o.see("stored", () -> r.get(p + "/a").getProperty("k"));
        });
        add("aspects are a property", (r, p, o) -> {
            Resource a = r.newResource();
            a.addAspect("One");
            a.addAspect("Two");
            r.put(p + "/a", a);
            o.see("aspects", () -> r.get(p + "/a").getAspects());
            o.see("property", () -> r.get(p + "/a").getPropertyValues("registry.Aspects"));
            Resource b = r.get(p + "/a");
            b.removeAspect("One");
            r.put(p + "/a", b);
            o.see("aspects", () -> r.get(p + "/a").getAspects());
        });
        add("an empty value", (r, p, o) -> {
            Resource a = r.newResource();
            a.setProperty("k", "");
            r.put(p + "/a", a);
            o.see("k", () -> r.get(p + "/a").getPropertyValues("k"));
        });
        add("a value that is null", (r, p, o) -> {
            Resource a = r.newResource();
            a.setProperty("k", (String) null);
            o.see("put", () -> r.put(p + "/a", a));
            o.see("k", () -> r.get(p + "/a").getPropertyValues("k"));
        });
        add("the same value twice", (r, p, o) -> {
            Resource a = r.newResource();
            a.addProperty("k", "1");
            a.addProperty("k", "1");
            r.put(p + "/a", a);
            o.see("k", () -> r.get(p + "/a").getPropertyValues("k"));
        });
    }

    private static void tree(Registry r, String at) throws RegistryException {
        Resource one = resource(r, "1");
        one.setProperty("k", "v");
        one.setMediaType("text/x");
        r.put(at + "/one", one);
        put(r, at + "/sub/two", "2");
        r.addComment(at + "/one", new Comment("good"));
        r.applyTag(at + "/one", "t");
        r.rateResource(at + "/one", 4);
        r.addAssociation(at + "/one", at + "/sub/two", "depends");
    }

    private static void look(Registry r, String at, Outcome o) {
        o.see("tree", () -> r.get(at).getContent());
        o.see("one", () -> r.get(at + "/one"));
        o.see("two", () -> r.get(at + "/sub/two"));
        o.see("comments", () -> r.getComments(at + "/one"));
        o.see("tags", () -> r.getTags(at + "/one"));
        o.see("rating", () -> r.getAverageRating(at + "/one"));
        o.see("one's associations", () -> r.getAllAssociations(at + "/one"));
        o.see("two's associations", () -> r.getAllAssociations(at + "/sub/two"));
    }

    private void trees() {
        add("copy of a resource", (r, p, o) -> {
            tree(r, p + "/a");
            o.see("copy", () -> r.copy(p + "/a/one", p + "/b/one"));
            o.see("copied", () -> r.get(p + "/b/one"));
            o.see("comments", () -> r.getComments(p + "/b/one"));
            o.see("tags", () -> r.getTags(p + "/b/one"));
            o.see("rating", () -> r.getAverageRating(p + "/b/one"));
            o.see("associations", () -> r.getAllAssociations(p + "/b/one"));
            o.see("source", () -> r.resourceExists(p + "/a/one"));
            o.see("uuid", () -> r.get(p + "/a/one").getUUID());
            o.see("uuid", () -> r.get(p + "/b/one").getUUID());
        });
        add("copy of a tree", (r, p, o) -> {
            tree(r, p + "/a");
            o.see("copy", () -> r.copy(p + "/a", p + "/b"));
            look(r, p + "/b", o);
        });
        add("copies keep no versions", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.createVersion(p + "/a");
            r.copy(p + "/a", p + "/b");
            o.see("versions", () -> r.getVersions(p + "/b"));
        });
        add("incoming associations are not copied", (r, p, o) -> {
            put(r, p + "/a", "1");
            put(r, p + "/b", "2");
            r.addAssociation(p + "/b", p + "/a", "depends");
            r.copy(p + "/a", p + "/c");
            o.see("associations", () -> r.getAllAssociations(p + "/c"));
        });
        add("copy onto a resource", (r, p, o) -> {
            put(r, p + "/a", "1");
            put(r, p + "/b", "2");
            o.see("copy", () -> r.copy(p + "/a", p + "/b"));
            o.see("content", () -> r.get(p + "/b").getContent());
        });
        add("copy onto a tree replaces it", (r, p, o) -> {
            put(r, p + "/a/one", "1");
            put(r, p + "/b/two", "2");
            o.see("copy", () -> r.copy(p + "/a", p + "/b"));
            o.see("children", () -> r.get(p + "/b").getContent());
        });
        add("copy to itself", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.see("copy", () -> r.copy(p + "/a", p + "/a"));
        });
        add("copy of a tree above itself", (r, p, o) -> {
            put(r, p + "/a/b/c", "1");
            o.see("copy", () -> r.copy(p + "/a/b", p + "/a"));
        });
        add("copy of nothing", (r, p, o) -> o.see("copy", () -> r.copy(p + "/a", p + "/b")));
        add("copy of an old version", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.see("copy", () -> r.copy(p + "/a;version:1", p + "/b"));
        });
        add("move of a resource", (r, p, o) -> {
            tree(r, p + "/a");
            o.see("uuid", () -> r.get(p + "/a/one").getUUID());
            o.see("move", () -> r.move(p + "/a/one", p + "/b/one"));
            o.see("uuid", () -> r.get(p + "/b/one").getUUID());
            o.see("moved", () -> r.get(p + "/b/one"));
            o.see("comments", () -> r.getComments(p + "/b/one"));
            o.see("tags", () -> r.getTags(p + "/b/one"));
            o.see("associations", () -> r.getAllAssociations(p + "/b/one"));
            o.see("other end", () -> r.getAllAssociations(p + "/a/sub/two"));
            o.see("source", () -> r.resourceExists(p + "/a/one"));
        });
        add("move of a tree", (r, p, o) -> {
            tree(r, p + "/a");
            o.see("move", () -> r.move(p + "/a", p + "/b"));
            look(r, p + "/b", o);
            o.see("source", () -> r.resourceExists(p + "/a"));
        });
        add("move onto a resource", (r, p, o) -> {
            put(r, p + "/a", "1");
            put(r, p + "/b", "2");
            o.see("move", () -> r.move(p + "/a", p + "/b"));
            o.see("content", () -> r.get(p + "/b").getContent());
            o.see("source", () -> r.resourceExists(p + "/a"));
        });
        add("move onto a tree joins them", (r, p, o) -> {
            put(r, p + "/a/one", "1");
            put(r, p + "/a/both", "a");
            put(r, p + "/b/two", "2");
            put(r, p + "/b/both", "b");
            o.see("move", () -> r.move(p + "/a", p + "/b"));
            o.see("children", () -> r.get(p + "/b").getContent());
            o.see("both", () -> r.get(p + "/b/both").getContent());
        });
        add("move to itself", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.see("move", () -> r.move(p + "/a", p + "/a"));
        });
        add("move of nothing", (r, p, o) -> o.see("move", () -> r.move(p + "/a", p + "/b")));
        add("rename", (r, p, o) -> {
            tree(r, p + "/a");
            o.see("rename", () -> r.rename(p + "/a", "b"));
            look(r, p + "/b", o);
        });
        add("rename to a path", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.see("rename", () -> r.rename(p + "/a", p + "/c/b"));
            o.see("content", () -> r.get(p + "/c/b").getContent());
        });
        add("rename of nothing", (r, p, o) -> o.see("rename", () -> r.rename(p + "/a", "b")));
        add("something new where something was", (r, p, o) -> {
            tree(r, p + "/a");
            r.delete(p + "/a/one");
            put(r, p + "/a/one", "new");
            look(r, p + "/a", o);
        });
    }

    private void versions() {
        add("versions of a resource", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.see("none", () -> r.getVersions(p + "/a"));
            o.doing("create", () -> r.createVersion(p + "/a"));
            put(r, p + "/a", "2");
            r.createVersion(p + "/a");
            o.see("how many", () -> r.getVersions(p + "/a").length);
            o.see("newest", () -> r.get(r.getVersions(p + "/a")[0]).getContent());
            o.see("oldest", () -> r.get(r.getVersions(p + "/a")[1]).getContent());
            o.see("path of one", () -> r.get(r.getVersions(p + "/a")[0]).getPath());
            o.see("permanent", () -> r.get(r.getVersions(p + "/a")[0]).getPermanentPath());
            o.see("exists", () -> r.resourceExists(r.getVersions(p + "/a")[0]));
            o.see("there is none", () -> r.resourceExists(p + "/a;version:99999"));
        });
        add("restore a resource", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.createVersion(p + "/a");
            put(r, p + "/a", "2");
            o.doing("restore", () -> r.restoreVersion(r.getVersions(p + "/a")[0]));
            o.see("content", () -> r.get(p + "/a").getContent());
            o.see("versions", () -> r.getVersions(p + "/a").length);
        });
        add("restore a deleted child", (r, p, o) -> {
            put(r, p + "/a/one", "1");
            r.createVersion(p + "/a");
            put(r, p + "/a/two", "2");
            r.delete(p + "/a/one");
            r.restoreVersion(r.getVersions(p + "/a")[0]);
            o.see("children", () -> r.get(p + "/a").getContent());
            o.see("one", () -> r.get(p + "/a/one").getContent());
        });
        add("a version of a collection", (r, p, o) -> {
            put(r, p + "/a/one", "1");
            r.createVersion(p + "/a");
            put(r, p + "/a/two", "2");
            o.see("children then", () -> r.get(r.getVersions(p + "/a")[0]).getContent());
            o.see("children now", () -> r.get(p + "/a").getContent());
        });
        add("versions of nothing", (r, p, o) -> {
            o.see("versions", () -> r.getVersions(p + "/a"));
            o.doing("create", () -> r.createVersion(p + "/a"));
        });
        add("restore what is no version", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.doing("restore", () -> r.restoreVersion(p + "/a"));
            o.doing("restore", () -> r.restoreVersion(p + "/a;version:99999"));
        });
        add("a version of a version", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.createVersion(p + "/a");
            o.doing("create", () -> r.createVersion(r.getVersions(p + "/a")[0]));
        });
        add("get a version that is not there", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.see("get", () -> r.get(p + "/a;version:99999"));
        });
        add("remove a version", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.createVersion(p + "/a");
            String version = r.getVersions(p + "/a")[0];
            long number = Long.parseLong(version.substring(version.lastIndexOf(':') + 1));
            o.see("remove", () -> r.removeVersionHistory(p + "/a", number));
            o.see("versions", () -> r.getVersions(p + "/a"));
        });
        add("a put makes no version", (r, p, o) -> {
            put(r, p + "/a", "1");
            put(r, p + "/a", "2");
            o.see("versions", () -> r.getVersions(p + "/a"));
        });
        add("delete of a version", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.createVersion(p + "/a");
            String version = r.getVersions(p + "/a")[0];
            o.doing("delete", () -> r.delete(version));
            o.see("there", () -> r.resourceExists(p + "/a"));
        });
        add("properties of a version", (r, p, o) -> {
            Resource a = resource(r, "1");
            a.setProperty("k", "old");
            r.put(p + "/a", a);
            r.createVersion(p + "/a");
            Resource b = r.get(p + "/a");
            b.setProperty("k", "new");
            r.put(p + "/a", b);
            o.see("then", () -> r.get(r.getVersions(p + "/a")[0]).getProperty("k"));
            r.restoreVersion(r.getVersions(p + "/a")[0]);
            o.see("restored", () -> r.get(p + "/a").getProperty("k"));
        });
        add("a deleted resource with versions is put again", (r, p, o) -> {
            Resource a = resource(r, "1");
            a.setProperty("k", "old");
            r.put(p + "/a", a);
            r.applyTag(p + "/a", "t");
            r.createVersion(p + "/a");
            r.delete(p + "/a");
            put(r, p + "/a", "2");
            o.see("get", () -> r.get(p + "/a"));
            o.see("tags", () -> r.getTags(p + "/a"));
        });
    }

    private void annotations() {
        add("comments", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.see("add", () -> r.addComment(p + "/a", new Comment("good")));
            as("ann", () -> r.addComment(p + "/a", new Comment("bad")));
            o.see("comments", () -> r.getComments(p + "/a"));
            Comment first = r.getComments(p + "/a")[0];
            o.see("path", first::getPath);
            o.see("comment path", first::getCommentPath);
            o.see("resource path", first::getResourcePath);
            o.see("parent", first::getParentPath);
            o.see("content", first::getContent);
            o.see("description", first::getDescription);
        });
        add("comments as resources", (r, p, o) -> {
            put(r, p + "/a", "1");
            String path = r.addComment(p + "/a", new Comment("good"));
            o.see("all", () -> r.get(p + "/a;comments").getContent());
            o.see("described", () -> r.get(p + "/a;comments").getDescription());
            o.see("all's path", () -> r.get(p + "/a;comments").getPath());
            o.see("one", () -> r.get(path).getContent());
            o.see("kind", () -> r.get(path).getClass().getSimpleName());
            o.see("none", () -> r.get(p + "/a;comments:99999"));
        });
        add("edit and remove a comment", (r, p, o) -> {
            put(r, p + "/a", "1");
            String path = r.addComment(p + "/a", new Comment("good"));
            o.doing("edit", () -> r.editComment(path, "better"));
            o.see("comments", () -> r.getComments(p + "/a"));
            o.doing("remove", () -> r.removeComment(path));
            o.see("comments", () -> r.getComments(p + "/a"));
        });
        add("delete a comment", (r, p, o) -> {
            put(r, p + "/a", "1");
            String path = r.addComment(p + "/a", new Comment("good"));
            o.doing("delete", () -> r.delete(path));
            o.see("comments", () -> r.getComments(p + "/a"));
            o.see("resource", () -> r.resourceExists(p + "/a"));
        });
        add("comments of nothing", (r, p, o) -> {
            o.see("get", () -> r.getComments(p + "/a"));
            o.see("add", () -> r.addComment(p + "/a", new Comment("x")));
        });
        add("somebody edits another's comment", (r, p, o) -> {
            put(r, p + "/a", "1");
            as("ann", () -> r.addComment(p + "/a", new Comment("good")));
            String path = r.getComments(p + "/a")[0].getPath();
            as("bob", () -> o.doing("edit", () -> r.editComment(path, "bad")));
        });
        add("tags", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.doing("tag", () -> r.applyTag(p + "/a", "one"));
            o.doing("again", () -> r.applyTag(p + "/a", "one"));
            as("ann", () -> r.applyTag(p + "/a", "one"));
            r.applyTag(p + "/a", "two, three,,four");
            o.see("tags", () -> r.getTags(p + "/a"));
        });
        add("tags in capitals", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.applyTag(p + "/a", "Java" + p.substring(3));
            o.see("tags", () -> r.getTags(p + "/a").length);
            o.see("found", () -> r.getResourcePathsWithTag("java" + p.substring(3)).length);
            o.see("found", () -> r.getResourcePathsWithTag("JAVA" + p.substring(3)).length);
            r.applyTag(p + "/a", "java" + p.substring(3));
            o.see("tags", () -> r.getTags(p + "/a").length);
        });
        add("the text of tags in capitals", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.applyTag(p + "/a", "Java");
            o.see("tags", () -> r.getTags(p + "/a"));
        });
        add("remove a tag", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.applyTag(p + "/a", "one,two");
            o.doing("remove", () -> r.removeTag(p + "/a", "one"));
            o.see("tags", () -> r.getTags(p + "/a"));
            o.doing("remove none", () -> r.removeTag(p + "/a", "zero"));
        });
        add("paths with a tag", (r, p, o) -> {
            String tag = "tag" + p.substring(3);
            put(r, p + "/a", "1");
            put(r, p + "/b", "1");
            r.put(p + "/c", r.newCollection());
            r.applyTag(p + "/a", tag);
            r.applyTag(p + "/c", tag);
            o.see(
                    "found",
                    () -> Arrays.stream(r.getResourcePathsWithTag(tag))
                            .map(each -> each.getResourcePath())
                            .sorted()
                            .toArray(String[]::new));
            o.see(
                    "counts",
                    () -> r.getResourcePathsWithTag(tag)[0].getTagCounts().values());
            o.see("none", () -> r.getResourcePathsWithTag(tag + "x").length);
        });
        add("illegal tags", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.doing("tag", () -> r.applyTag(p + "/a", "a~b"));
            o.doing("tag", () -> r.applyTag(p + "/a", "a;b"));
        });
        add("tags of nothing", (r, p, o) -> {
            o.see("get", () -> r.getTags(p + "/a"));
            o.doing("tag", () -> r.applyTag(p + "/a", "x"));
        });
        add("a tag as a resource", (r, p, o) -> {
            put(r, p + "/a", "1");
            as("ann", () -> r.applyTag(p + "/a", "one"));
            o.see("content", () -> r.get(p + "/a;tags:one:ann").getContent());
            o.see("author", () -> r.get(p + "/a;tags:one:ann").getAuthorUserName());
        });
        add("ratings", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.see("none", () -> r.getAverageRating(p + "/a"));
            o.doing("rate", () -> r.rateResource(p + "/a", 3));
            as("ann", () -> r.rateResource(p + "/a", 4));
            o.see("average", () -> r.getAverageRating(p + "/a"));
            o.see("ann's", () -> r.getRating(p + "/a", "ann"));
            o.see("bob's", () -> r.getRating(p + "/a", "bob"));
            as("ann", () -> r.rateResource(p + "/a", 5));
            o.see("average", () -> r.getAverageRating(p + "/a"));
            as("ann", () -> r.rateResource(p + "/a", 0));
            o.see("taken back", () -> r.getAverageRating(p + "/a"));
            o.see("ann's", () -> r.getRating(p + "/a", "ann"));
        });
        add("ratings as resources", (r, p, o) -> {
            put(r, p + "/a", "1");
            as("ann", () -> r.rateResource(p + "/a", 4));
            o.see("all", () -> r.get(p + "/a;ratings").getContent());
            o.see("one", () -> r.get(p + "/a;ratings:ann").getContent());
            o.see("type", () -> r.get(p + "/a;ratings:ann").getMediaType());
        });
        add("a rating of 6", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.doing("rate", () -> r.rateResource(p + "/a", 6));
        });
        add("ratings of nothing", (r, p, o) -> {
            o.see("average", () -> r.getAverageRating(p + "/a"));
            o.see("rating", () -> r.getRating(p + "/a", "ann"));
            o.doing("rate", () -> r.rateResource(p + "/a", 3));
        });
        add("annotations of a collection", (r, p, o) -> {
            r.put(p + "/a", r.newCollection());
            r.addComment(p + "/a", new Comment("good"));
            r.applyTag(p + "/a", "t");
            r.rateResource(p + "/a", 2);
            o.see("comments", () -> r.getComments(p + "/a"));
            o.see("tags", () -> r.getTags(p + "/a"));
            o.see("rating", () -> r.getAverageRating(p + "/a"));
        });
    }

    private void associations() {
        add("associations", (r, p, o) -> {
            put(r, p + "/a", "1");
            put(r, p + "/b", "1");
            o.doing("add", () -> r.addAssociation(p + "/a", p + "/b", "depends"));
            r.addAssociation(p + "/b", p + "/a", "usedBy");
            o.see("a", () -> r.getAllAssociations(p + "/a"));
            o.see("b", () -> r.getAllAssociations(p + "/b"));
            o.see("depends of a", () -> r.getAssociations(p + "/a", "depends"));
            o.see("depends of b", () -> r.getAssociations(p + "/b", "depends"));
            o.see("other", () -> r.getAssociations(p + "/a", "other"));
        });
        add("an association twice", (r, p, o) -> {
            put(r, p + "/a", "1");
            put(r, p + "/b", "1");
            r.addAssociation(p + "/a", p + "/b", "depends");
            o.doing("again", () -> r.addAssociation(p + "/a", p + "/b", "depends"));
            o.see("a", () -> r.getAllAssociations(p + "/a"));
        });
        add("remove an association", (r, p, o) -> {
            put(r, p + "/a", "1");
            put(r, p + "/b", "1");
            r.addAssociation(p + "/a", p + "/b", "depends");
            o.doing("remove", () -> r.removeAssociation(p + "/a", p + "/b", "depends"));
            o.doing("again", () -> r.removeAssociation(p + "/a", p + "/b", "depends"));
            o.see("a", () -> r.getAllAssociations(p + "/a"));
        });
        add("an association to an address", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.addAssociation(p + "/a", "http://localhost/x", "documentation");
            o.see("a", () -> r.getAllAssociations(p + "/a"));
            r.removeAssociation(p + "/a", "http://localhost/x", "documentation");
            o.see("a", () -> r.getAllAssociations(p + "/a"));
        });
        add("an association to a path where nothing is", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.doing("add", () -> r.addAssociation(p + "/a", p + "/gone away/[x]", "depends"));
            o.see("a", () -> r.getAllAssociations(p + "/a"));
            r.removeAssociation(p + "/a", p + "/gone away/[x]", "depends");
            o.see("a", () -> r.getAllAssociations(p + "/a"));
        });
        add("an association of nothing", (r, p, o) -> {
            put(r, p + "/b", "1");
            o.doing("add", () -> r.addAssociation(p + "/a", p + "/b", "depends"));
        });
        add("an association of relative names", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.doing("add", () -> r.addAssociation(p + "/a", "some name", "depends"));
        });
        add("associations of nothing", (r, p, o) -> {
            o.see("all", () -> r.getAllAssociations(p + "/a"));
            o.see("some", () -> r.getAssociations(p + "/a", "depends"));
        });
        add("associations go with their resources", (r, p, o) -> {
            put(r, p + "/a", "1");
            put(r, p + "/b", "1");
            r.addAssociation(p + "/a", p + "/b", "depends");
            r.delete(p + "/b");
            o.see("a", () -> r.getAllAssociations(p + "/a"));
        });
        add("associations of a resource with versions", (r, p, o) -> {
            put(r, p + "/a", "1");
            put(r, p + "/b", "1");
            r.addAssociation(p + "/a", p + "/b", "depends");
            r.createVersion(p + "/a");
            o.see("b", () -> r.getAllAssociations(p + "/b"));
        });
    }

    private void links() {
        add("a link to itself", (r, p, o) -> {
            put(r, p + "/a", "1");
            o.doing("link", () -> r.createLink(p + "/a", p + "/a"));
        });
    }

    private void transactions() {
        add("commit", (r, p, o) -> {
            r.beginTransaction();
            put(r, p + "/a", "1");
            o.doing("commit", r::commitTransaction);
            o.see("exists", () -> r.resourceExists(p + "/a"));
        });
        add("rollback", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.beginTransaction();
            put(r, p + "/a", "2");
            o.doing("rollback", r::rollbackTransaction);
            o.see("content", () -> r.get(p + "/a").getContent());
        });
        add("nested commits", (r, p, o) -> {
            r.beginTransaction();
            put(r, p + "/a", "1");
            r.beginTransaction();
            put(r, p + "/b", "2");
            r.commitTransaction();
            r.commitTransaction();
            o.see("a", () -> r.resourceExists(p + "/a"));
            o.see("b", () -> r.resourceExists(p + "/b"));
        });
        add("a rollback takes nested commits back", (r, p, o) -> {
            put(r, p + "/a", "1");
            r.beginTransaction();
            r.beginTransaction();
            put(r, p + "/a", "2");
            r.commitTransaction();
            r.rollbackTransaction();
            o.see("content", () -> r.get(p + "/a").getContent());
        });
        add("own writes are seen in a transaction", (r, p, o) -> {
            r.beginTransaction();
            put(r, p + "/a", "1");
            o.see("content", () -> r.get(p + "/a").getContent());
            r.commitTransaction();
        });
    }

    private void dumps() {
        add("a dump of a resource", (r, p, o) -> {
            Resource a = resource(r, "hello");
            a.setMediaType("text/x");
            a.setDescription("d & <d>");
            a.setProperty("k", "v");
            r.put(p + "/a", a);
            o.see("dump", () -> dump(r, p + "/a"));
        });
        add("a dump of a tree", (r, p, o) -> {
            put(r, p + "/a/one", "1");
            r.addComment(p + "/a/one", new Comment("good"));
            r.applyTag(p + "/a/one", "t");
            r.rateResource(p + "/a/one", 4);
            r.addAssociation(p + "/a/one", p + "/b", "depends");
            r.addAssociation(p + "/a/one", "http://localhost/", "documentation");
            o.see("dump", () -> dump(r, p + "/a"));
        });
        add("a lite dump", (r, p, o) -> {
            Resource a = resource(r, "hello");
            a.setProperty("k", "v");
            r.put(p + "/a/one", a);
            r.addComment(p + "/a/one", new Comment("good"));
            r.applyTag(p + "/a/one", "t");
            r.rateResource(p + "/a/one", 4);
            o.see("dump", () -> {
                StringWriter out = new StringWriter();
                r.dumpLite(p + "/a", out);
                return out;
            });
        });
        add("a dump of nothing", (r, p, o) -> o.see("dump", () -> "[" + dump(r, p + "/a") + "]"));
        add("restore elsewhere", (r, p, o) -> {
            tree(r, p + "/a");
            String dump = dump(r, p + "/a");
            o.doing("restore", () -> r.restore(p + "/b", new StringReader(dump)));
            look(r, p + "/b", o);
        });
        add("restore in the same place", (r, p, o) -> {
            tree(r, p + "/a");
            String dump = dump(r, p + "/a");
            put(r, p + "/a/one", "changed");
            put(r, p + "/a/more", "more");
            o.doing("restore", () -> r.restore(p + "/a", new StringReader(dump)));
            look(r, p + "/a", o);
        });
        add("restore after a delete", (r, p, o) -> {
            tree(r, p + "/a");
            o.see("uuid", () -> r.get(p + "/a/one").getUUID());
            String dump = dump(r, p + "/a");
            r.delete(p + "/a");
            r.restore(p + "/a", new StringReader(dump));
            look(r, p + "/a", o);
            o.see("uuid", () -> r.get(p + "/a/one").getUUID());
        });
        add("restore of what is no dump", (r, p, o) -> {
            o.doing("restore", () -> r.restore(p + "/a", new StringReader("<other/>")));
            o.see("there", () -> r.resourceExists(p + "/a"));
        });
    }

    private static String dump(Registry r, String path) throws RegistryException {
        StringWriter out = new StringWriter();
        r.dump(path, out);
        return out.toString();
    }

    private void logs() {
        add(
                "nothing is logged of a path where nothing was done",
                (r, p, o) -> o.see("logs", () -> r.getLogs(p + "/a", LogEntry.ALL, null, null, null, false).length));
    }

    private static void described(Registry r, String path, String description) throws RegistryException {
        Resource resource = resource(r, "x");
        resource.setDescription(description);
        r.put(path, resource);
    }

    private static Object query(Registry r, String at, String type, String sql, String... parameters)
            throws RegistryException {
        Resource query = resource(r, sql);
        query.setMediaType("application/vnd.sql.query");
        query.setProperty("resultType", type);
        r.put(at + "/query", query);
        Map<String, String> given = new LinkedHashMap<>();
        for (String parameter : parameters) {
            given.put(Integer.toString(given.size() + 1), parameter);
        }
        return r.executeQuery(at + "/query", given).getContent();
    }

    private void queries() {
        add("resources by description", (r, p, o) -> {
            String word = "word" + p.substring(2);
            described(r, p + "/a", "the " + word + " is here");
            described(r, p + "/b", "here too: " + word);
            described(r, p + "/c", "not here");
            o.see(
                    "found",
                    () -> query(
                            r,
                            p,
                            "Resource",
                            "SELECT REG_PATH_ID, REG_NAME FROM REG_RESOURCE WHERE REG_DESCRIPTION LIKE ? ORDER BY REG_NAME DESC",
                            "%" + word + "%"));
        });
        add("resources by property", (r, p, o) -> {
            String word = "word" + p.substring(2);
            Resource a = resource(r, "x");
            a.setProperty("colour", word);
            r.put(p + "/a", a);
            put(r, p + "/b", "x");
            o.see(
                    "found",
                    () -> query(
                            r,
                            p,
                            "Resource",
                            "SELECT RP.REG_PATH_ID, RP.REG_RESOURCE_NAME AS REG_NAME FROM REG_PROPERTY PP, REG_RESOURCE_PROPERTY RP"
                                    + " WHERE PP.REG_ID = RP.REG_PROPERTY_ID AND PP.REG_NAME = ? AND PP.REG_VALUE = ?",
                            "colour",
                            word));
        });
        add("comments by text", (r, p, o) -> {
            String word = "word" + p.substring(2);
            put(r, p + "/a", "x");
            r.addComment(p + "/a", new Comment("about " + word));
            r.addComment(p + "/a", new Comment("nothing"));
            o.see(
                    "found",
                    () -> query(
                            r,
                            p,
                            "Comments",
                            "SELECT RC.REG_COMMENT_ID FROM REG_COMMENT C, REG_RESOURCE_COMMENT RC"
                                    + " WHERE C.REG_COMMENT_TEXT LIKE ? AND C.REG_ID=RC.REG_COMMENT_ID",
                            "%" + word));
        });
        add("tags and ratings of described resources", (r, p, o) -> {
            String word = "word" + p.substring(2);
            described(r, p + "/a", word);
            described(r, p + "/b", "other");
            for (String path : List.of(p + "/a", p + "/b")) {
                as("ann", () -> {
                    r.applyTag(path, "t");
                    r.rateResource(path, 3);
                });
            }
            String where = " X, REG_RESOURCE R WHERE (R.REG_VERSION=X.REG_VERSION OR (R.REG_PATH_ID=X.REG_PATH_ID"
                    + " AND R.REG_NAME=X.REG_RESOURCE_NAME)) AND R.REG_DESCRIPTION LIKE ?";
            o.see("tags", () -> query(r, p, "Tags", "SELECT X.REG_TAG_ID FROM REG_RESOURCE_TAG" + where, word));
            o.see(
                    "ratings",
                    () -> query(r, p, "Ratings", "SELECT X.REG_RATING_ID FROM REG_RESOURCE_RATING" + where, word));
        });
        add("resources by association", (r, p, o) -> {
            put(r, p + "/a", "x");
            put(r, p + "/b", "x");
            r.addAssociation(p + "/a", "http://localhost" + p, "depends");
            r.addAssociation(p + "/b", "http://localhost" + p, "usedBy");
            o.see(
                    "found",
                    () -> query(
                            r,
                            p,
                            "Resource",
                            "SELECT R.REG_PATH_ID, R.REG_NAME FROM REG_RESOURCE R, REG_PATH P, REG_ASSOCIATION A WHERE"
                                    + " P.REG_PATH_ID = R.REG_PATH_ID AND A.REG_SOURCEPATH LIKE P.REG_PATH_VALUE || '/' || R.REG_NAME"
                                    + " AND A.REG_TARGETPATH LIKE ? AND A.REG_ASSOCIATION_TYPE = ?",
                            "%localhost" + p,
                            "depends"));
        });
        add(
                "a query that changes something",
                (r, p, o) -> o.see(
                        "query",
                        () -> query(r, p, "Resource", "DELETE FROM REG_RESOURCE WHERE REG_NAME = ?", "nothing")));
        add(
                "a query that is not there",
                (r, p, o) -> o.see("query", () -> r.executeQuery(p + "/query", new LinkedHashMap<>(Map.of("1", "x")))));
    }
}
