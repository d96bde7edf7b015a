namespace Microsoft.ML.Tests;

[TestClass]
public class TransformerChainTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void A_chain_maps_rows_only_if_all_members_do()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        var copy = _context.Transforms.CopyColumns("B", "A").Fit(data);
        Assert.IsTrue(((ITransformer)copy.Append(copy)).IsRowToRowMapper);
        Assert.IsTrue(((ITransformer)new TransformerChain<ITransformer>()).IsRowToRowMapper);

        ITransformer mixed = copy.Append(new PassThroughTransformer());
        Assert.IsFalse(mixed.IsRowToRowMapper);
        Assert.ThrowsExactly<InvalidOperationException>(() => mixed.GetRowToRowMapper(data.Schema));
    }

    [TestMethod]
    public void The_mapper_of_a_chain_goes_through_all_members()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }, new { A = 2f }]);
        ITransformer chain = _context.Transforms.CopyColumns("B", "A").Append(_context.Transforms.CopyColumns("C", "B")).Fit(data);
        var mapper = chain.GetRowToRowMapper(data.Schema);
        Assert.AreSame(data.Schema, mapper.InputSchema);
        var needed = mapper.GetDependencies([mapper.OutputSchema["C"]]).ToArray();
        Assert.AreEqual("A", needed.Single().Name);

        using var cursor = data.GetRowCursor(needed);
        using var row = mapper.GetRow(cursor, [mapper.OutputSchema["C"]]);
        var get = row.GetGetter<float>(row.Schema["C"]);
        var value = 0f;
        Assert.IsTrue(cursor.MoveNext());
        Assert.IsTrue(cursor.MoveNext());
        get(ref value);
        Assert.AreEqual(2f, value);
        Assert.AreEqual(1, row.Position);
    }

    [TestMethod]
    public void The_mapper_takes_rows_of_its_own_schema_only()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        var other = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        ITransformer chain = _context.Transforms.CopyColumns("B", "A").Append(_context.Transforms.CopyColumns("C", "B")).Fit(data);
        using var cursor = other.GetRowCursor(other.Schema);
        var mapper = chain.GetRowToRowMapper(data.Schema);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => mapper.GetRow(cursor, mapper.OutputSchema));
    }

    [TestMethod]
    public void The_mapper_of_an_empty_chain_gives_the_row_itself()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        var mapper = ((ITransformer)new TransformerChain<ITransformer>()).GetRowToRowMapper(data.Schema);
        using var cursor = data.GetRowCursor(data.Schema);
        Assert.AreSame(cursor, mapper.GetRow(cursor, data.Schema));
        using var inactive = data.GetRowCursor([]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => mapper.GetRow(inactive, data.Schema));
    }

    [TestMethod]
    public void Members_come_in_order_and_the_last_one_is_typed()
    {
        var (first, last) = (new PassThroughTransformer(), new PassThroughTransformer());
        var chain = first.Append(last);
        PassThroughTransformer typed = chain.LastTransformer;
        Assert.AreSame(last, typed);
        CollectionAssert.AreEqual(new[] { first, last }, chain.ToArray());
        Assert.HasCount(3, chain.Append(first));
        Assert.HasCount(2, chain);
    }

    [TestMethod]
    public void The_last_member_must_be_of_the_type()
        => Assert.ThrowsExactly<InvalidOperationException>(() =>
            new TransformerChain<ColumnCopyingTransformer>(new PassThroughTransformer()));

    [TestMethod]
    public void Each_member_needs_a_scope()
        => Assert.ThrowsExactly<InvalidOperationException>(() => new TransformerChain<ITransformer>([new PassThroughTransformer()], []));

    [TestMethod]
    public void Disposing_a_chain_disposes_its_members_once()
    {
        var member = new PassThroughTransformer();
        var chain = member.Append(member.Append(new PassThroughTransformer()));
        chain.Dispose();
        chain.Dispose();
        Assert.AreEqual(2, member.Disposals);
    }
}
