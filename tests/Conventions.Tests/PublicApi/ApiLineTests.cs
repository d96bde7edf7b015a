namespace MLNetUnlearn.Conventions.PublicApi;

[TestClass]
public sealed class ApiLineTests
{
    [TestMethod]
    [DataRow("A.M() -> int[]", "A.M() -> int[]", "")]
    [DataRow("A.M() -> int [protected virtual]", "A.M() -> int", "protected virtual")]
    [DataRow("A [sealed class]", "A", "sealed class")]
    public void A_line_is_a_signature_and_its_modifiers(string line, string signature, string modifiers)
    {
        var parsed = ApiLine.Parse(line);

        Assert.AreEqual((signature, modifiers), (parsed.Signature, parsed.Modifiers));
        Assert.AreEqual(line, parsed.ToString());
    }

    [TestMethod]
    [DataRow("", "", null)]
    [DataRow("static", "", "is static here")]
    [DataRow("", "protected", "is not protected here")]
    [DataRow("protected", "", "is protected here")]
    [DataRow("override", "virtual", null)]
    [DataRow("virtual", "", "can be overridden here")]
    [DataRow("abstract", "virtual", null)]
    [DataRow("virtual", "abstract", "is not abstract here")]
    [DataRow("", "readonly", "is not readonly here")]
    [DataRow("readonly", "", null)]
    [DataRow("sealed class", "class", null)]
    [DataRow("class", "sealed class", "is not sealed here")]
    [DataRow("class", "abstract class", "is not abstract here")]
    [DataRow("sealed class", "struct", "is class here")]
    [DataRow("struct", "readonly struct", null)]
    [DataRow("const", "static", "is not static here")]
    public void What_the_real_line_does_not_allow_is_named(string ours, string real, string? why) =>
        Assert.AreEqual(why, new ApiLine("A", ours).Excess(new ApiLine("A", real)));
}
