namespace Microsoft.ML.Tests;

// A model's state can travel as text in a lookup, and vocabularies can be large; the limits are many times what either takes.
[TestClass]
public class LargeModelTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void A_text_of_many_megabytes_is_saved_and_loaded()
    {
        var bytes = new byte[22_500_000];
        new Random(3).NextBytes(bytes);
        var state = Convert.ToBase64String(bytes);
        var lookup = _context.Data.LoadFromEnumerable([new { Slot = 1, State = state }]);
        var data = _context.Data.LoadFromEnumerable([new { Slot = 1 }, new { Slot = 2 }]);
        var model = _context.Transforms.Conversion.MapValue("State", lookup, lookup.Schema["Slot"], lookup.Schema["State"], "Slot").Fit(data);
        var states = Read.Texts(Reloaded.Model(model).Transform(data), "State");
        Assert.AreEqual(30_000_000, states[0].Length);
        Assert.IsTrue(states[0] == state);
        Assert.AreEqual("", states[1]);
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public void A_million_keys_are_saved_and_loaded()
    {
        const int Count = 1_000_000;
        var data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, Count).Select(i => new { Value = $"item {i}" }));
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Value").Fit(data);
        var few = _context.Data.LoadFromEnumerable([new { Value = "item 0" }, new { Value = "item 999999" }, new { Value = "item" }]);
        var mapped = Reloaded.Model(model).Transform(few);
        CollectionAssert.AreEqual(new uint[] { 1, Count, 0 }, Read.Scalars<uint>(mapped, "Key"));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), Count), mapped.Schema["Key"].Type);
    }
}
