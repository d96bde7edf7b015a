namespace Microsoft.ML.Tests;

[TestClass]
public class SeedTests
{
    [TestMethod]
    public void The_same_seed_and_order_give_the_same_numbers()
        => CollectionAssert.AreEqual(Draw(Host(1, before: 2)), Draw(Host(1, before: 2)));

    [TestMethod]
    public void Another_seed_gives_other_numbers()
        => CollectionAssert.AreNotEqual(Draw(Host(1, before: 0)), Draw(Host(2, before: 0)));

    [TestMethod]
    public void A_host_depends_on_what_was_registered_before_it()
        => CollectionAssert.AreNotEqual(Draw(Host(1, before: 0)), Draw(Host(1, before: 1)));

    [TestMethod]
    public void A_host_depends_on_the_data_loaded_before_it()
    {
        var context = new MLContext(1);
        context.Data.LoadFromEnumerable([new { Value = 1f }]);
        CollectionAssert.AreNotEqual(Draw(Host(1, before: 0)), Draw(((IHostEnvironment)context).Register("Trainer")));
    }

    [TestMethod]
    public void An_explicit_seed_is_independent_of_order_and_context()
        => CollectionAssert.AreEqual(Draw(Host(1, before: 0, seed: 5)), Draw(Host(2, before: 3, seed: 5)));

    [TestMethod]
    public void An_explicit_seed_leaves_the_others_alone()
    {
        IHostEnvironment context = new MLContext(1);
        context.Register("Seeded", seed: 5);
        CollectionAssert.AreEqual(Draw(Host(1, before: 0)), Draw(context.Register("Trainer")));
    }

    [TestMethod]
    public void Hosts_of_a_host_draw_from_it()
    {
        var first = Host(1, before: 0).Register("Inner");
        var second = Host(1, before: 0).Register("Inner");
        CollectionAssert.AreEqual(Draw(first), Draw(second));
        CollectionAssert.AreNotEqual(Draw(Host(1, before: 0)), Draw(Host(1, before: 0).Register("Inner")));
    }

    [TestMethod]
    public void Without_a_seed_contexts_differ()
        => CollectionAssert.AreNotEqual(Draw(Host(null, before: 0)), Draw(Host(null, before: 0)));

    private static IHost Host(int? contextSeed, int before, int? seed = null)
    {
        IHostEnvironment context = new MLContext(contextSeed);
        for (var i = 0; i < before; i++)
            context.Register("Other");
        return context.Register("Trainer", seed);
    }

    private static int[] Draw(IHost host) => [.. Enumerable.Range(0, 8).Select(_ => host.Rand.Next(1000000))];
}
