using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Sequences;

[TestClass]
public sealed class GroupIntoSequencesTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Items_are_sorted_by_time_and_equal_times_keep_the_input_order()
    {
        IDataView log = Samples.Log(_mlContext, "u2 a 5; u1 b 7; u2 c 3; u1 d 7; u2 e 5; u1 f 1");

        IDataView sequences = Group(log, _mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp"));

        CollectionAssert.AreEqual(new[] { "u2 | c a e | 3 5 5", "u1 | f b d | 1 7 7" }, Cells.Rows(sequences));
    }

    [TestMethod]
    public void Without_time_column_items_keep_the_input_order()
    {
        IDataView log = Samples.Log(_mlContext, "u2 a 5; u1 b 7; u2 c 3; u1 d 7; u2 e 5; u1 f 1");

        IDataView sequences = Group(log, _mlContext.Transforms.GroupIntoSequences());

        CollectionAssert.AreEqual(new[] { "u2 | a c e", "u1 | b d f" }, Cells.Rows(sequences));
        CollectionAssert.AreEqual(new[] { "UserId", "Sequence" }, sequences.Schema.Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void A_long_unsorted_sequence_is_sorted_stably()
    {
        // 1,000 interactions at times 9, 8, ..., 0, 9, 8, ...: within each time the items must come in their own order.
        string[] lines = Enumerable.Range(0, 1000).Select(i => $"u {i} {9 - i % 10}").ToArray();
        string expected = string.Join(" ", Enumerable.Range(0, 10).SelectMany(time =>
            Enumerable.Range(0, 100).Select(i => 10 * i + 9 - time)));

        IDataView sequences = Group(Samples.Log(_mlContext, string.Join(";", lines)),
            _mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp"));

        CollectionAssert.AreEqual(new[] { expected }, Cells.Rows(sequences, "Sequence"));
    }

    [TestMethod]
    public void The_sequence_carries_the_items_key_type_and_values()
    {
        IDataView log = Samples.Log(_mlContext, "u1 a; u1 b; u2 c");

        DataViewSchema.Column sequence = Group(log, _mlContext.Transforms.GroupIntoSequences("History")).Schema["History"];

        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 3)), sequence.Type);
        VBuffer<ReadOnlyMemory<char>> values = default;
        sequence.GetKeyValues(ref values);
        Assert.AreEqual("a b c", string.Join(" ", values.DenseValues()));
    }

    [TestMethod]
    public void Interactions_without_item_or_without_user_are_skipped()
    {
        IDataView log = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new KeyedInteraction { UserId = "late", Item = 99 }, // missing: the first kept row decides the order of users
            new KeyedInteraction { UserId = "u", Item = 4 },
            new KeyedInteraction { UserId = "", Item = 3 },
            new KeyedInteraction { UserId = "late", Item = 0 },
            new KeyedInteraction { UserId = "u", Item = 5 },
        });

        IDataView sequences = Group(log, _mlContext.Transforms.GroupIntoSequences());

        Assert.AreEqual("u | 5 6; late | 1", string.Join("; ", Cells.Rows(sequences)));
    }

    [TestMethod]
    public void An_empty_log_has_no_sequences()
    {
        IDataView log = _mlContext.Data.LoadFromEnumerable(Array.Empty<KeyedInteraction>());

        Assert.IsEmpty(Cells.Rows(Group(log, _mlContext.Transforms.GroupIntoSequences())));
    }

    [TestMethod]
    public void Users_may_be_integers_of_any_size_and_zero_is_one_of_them()
    {
        IDataView log = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new NumberedInteraction { Number = 7, Tiny = 3, Big = ulong.MaxValue, Item = 0 },
            new NumberedInteraction { Number = 0, Tiny = 2, Big = 5, Item = 1 },
            new NumberedInteraction { Number = 7, Tiny = 2, Big = ulong.MaxValue, Item = 2 },
        });

        CollectionAssert.AreEqual(new[] { "7 | 1 3", "0 | 2" },
            Cells.Rows(Group(log, _mlContext.Transforms.GroupIntoSequences(userColumnName: "Number"))));
        CollectionAssert.AreEqual(new[] { "3 | 1", "2 | 2 3" },
            Cells.Rows(Group(log, _mlContext.Transforms.GroupIntoSequences(userColumnName: "Tiny"))));
        CollectionAssert.AreEqual(new[] { "18446744073709551615 | 1 3", "5 | 2" },
            Cells.Rows(Group(log, _mlContext.Transforms.GroupIntoSequences(userColumnName: "Big"))));
    }

    [TestMethod]
    public void Users_may_be_keys_and_keep_their_values()
    {
        IDataView log = Samples.Log(_mlContext, "ann a; bob b; ann c");
        IDataView keyed = _mlContext.Transforms.Conversion.MapValueToKey("User", "UserId").Fit(log).Transform(log);

        IDataView sequences = Group(keyed, _mlContext.Transforms.GroupIntoSequences(userColumnName: "User"));

        CollectionAssert.AreEqual(new[] { "ann | a c", "bob | b" }, Cells.Rows(sequences));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 2), sequences.Schema["User"].Type);
    }

    [TestMethod]
    public void A_missing_user_key_is_skipped()
    {
        IDataView log = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new KeyUserInteraction { UserId = 1, Item = 0 },
            new KeyUserInteraction { UserId = 200, Item = 1 }, // of 100 keys: missing
        });

        CollectionAssert.AreEqual(new[] { "2 | 1" }, Cells.Rows(Group(log, _mlContext.Transforms.GroupIntoSequences())));
    }

    [TestMethod]
    public void Times_may_be_Int32_or_DateTime()
    {
        var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        IDataView log = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new NumberedInteraction { Item = 0, Day = 5, Moment = start.AddTicks(1) },
            new NumberedInteraction { Item = 1, Day = -3, Moment = start },
        });

        CollectionAssert.AreEqual(new[] { "2 1 | -3 5" },
            Cells.Rows(Group(log, _mlContext.Transforms.GroupIntoSequences(userColumnName: "Number", timestampColumnName: "Day")),
                "Sequence", "Day"));
        CollectionAssert.AreEqual(new[] { "2 1 | 638396640000000000 638396640000000001" },
            Cells.Rows(Group(log, _mlContext.Transforms.GroupIntoSequences(userColumnName: "Number", timestampColumnName: "Moment")),
                "Sequence", "Moment"));
    }

    [TestMethod]
    public void The_output_may_take_the_name_of_the_item_column()
    {
        IDataView log = Samples.Log(_mlContext, "u1 a; u1 b");

        IDataView sequences = Group(log, _mlContext.Transforms.GroupIntoSequences("Item"));

        CollectionAssert.AreEqual(new[] { "u1 | a b" }, Cells.Rows(sequences, "UserId", "Item"));
        Assert.HasCount(2, sequences.Schema);
    }

    [TestMethod]
    public void A_key_out_of_range_is_an_error()
    {
        // ML.NET checks scalar keys of objects, so an out-of-range key needs a column type that lies.
        IDataView lying = new RetypedView(_mlContext.Data.LoadFromEnumerable(new[] { new KeyedInteraction { UserId = "u", Item = 4 } }),
            "Item",
            new KeyDataViewType(typeof(uint), 3));

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() =>
            Cells.Rows(Group(lying, _mlContext.Transforms.GroupIntoSequences())));

        Assert.AreEqual("Row 0: column 'Item' holds key 5; allowed are 1 to 3, and 0 for a missing item.", exception.Message);
    }

    [TestMethod]
    public void All_schema_problems_are_reported_at_once()
    {
        IDataView whole = Samples.Log(_mlContext, "u1 a 1");
        IDataView log = _mlContext.Transforms.DropColumns("UserId").Fit(whole).Transform(whole);

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _mlContext.Transforms.GroupIntoSequences(itemColumnName: "ItemId", timestampColumnName: "Item").Fit(log));

        Assert.AreEqual("There is no column 'UserId'; GroupIntoSequences needs scalar text, a scalar integer or a scalar key of that name. "
            + "The columns are: ItemId, Timestamp, Item. "
            + "Column 'ItemId' has type String; GroupIntoSequences needs a scalar key (UInt32). Map it first, for example with "
            + "Conversion.MapValueToKey. "
            + "Column 'Item' has type Key<UInt32>; GroupIntoSequences needs a scalar Int32, Int64 or DateTime. (Parameter 'inputSchema')",
            exception.Message);
    }

    [TestMethod]
    public void All_option_problems_are_reported_at_once()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Transforms.GroupIntoSequences(
            new GroupIntoSequencesOptions { OutputColumnName = "UserId", ItemColumnName = null!, TimestampColumnName = " " }));

        Assert.AreEqual("GroupIntoSequencesOptions: ItemColumnName is null; it must be a column name. "
            + "TimestampColumnName is ' '; it must be a column name or null. "
            + "OutputColumnName and UserColumnName are both 'UserId'; they must differ. (Parameter 'options')", exception.Message);
    }

    [TestMethod]
    public void A_log_loads_from_a_text_file()
    {
        using var file = new TempFile("UserId\tItemId\tTimestamp\nu1\ta\t9\nu1\tb\t8\n");
        IDataView log = _mlContext.Data.LoadFromTextFile<Interaction>(file.Path, hasHeader: true);
        EstimatorChain<ITransformer> pipeline = _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(_mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp"));

        CollectionAssert.AreEqual(new[] { "u1 | b a | 8 9" }, Cells.Rows(pipeline.Fit(log).Transform(log)));
    }

    private static IDataView Group(IDataView log, GroupIntoSequencesEstimator estimator) => estimator.Fit(log).Transform(log);

    private sealed class KeyedInteraction
    {
        public string UserId { get; set; } = "";

        [KeyType(20)]
        public uint Item { get; set; }
    }

    private sealed class KeyUserInteraction
    {
        [KeyType(100)]
        public byte UserId { get; set; }

        [KeyType(20)]
        public uint Item { get; set; }
    }

    private sealed class NumberedInteraction
    {
        public int Number { get; set; }

        public short Tiny { get; set; }

        public ulong Big { get; set; }

        [KeyType(20)]
        public uint Item { get; set; }

        public int Day { get; set; }

        public DateTime Moment { get; set; }
    }
}
