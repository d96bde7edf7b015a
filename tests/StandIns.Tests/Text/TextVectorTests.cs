namespace Microsoft.ML.Tests;

[TestClass]
public class TextVectorTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void A_range_of_fields_is_a_vector()
    {
        using var file = new TextFile("9\t1\t2\t3\t8");
        var data = _context.Data.LoadFromTextFile<Ranged>(file.Path);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), data.Schema["Values"].Type);
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, Read.Arrays<float>(data, "Values")[0]);
    }

    [TestMethod]
    public void A_range_of_one_field_is_a_vector_too()
    {
        using var file = new TextFile("7");
        var data = _context.Data.LoadFromTextFile<RangeOfOne>(file.Path);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 1), data.Schema["Values"].Type);
        CollectionAssert.AreEqual(new[] { 7f }, Read.Arrays<float>(data, "Values")[0]);
    }

    [TestMethod]
    public void Fields_can_be_picked_in_any_order()
    {
        using var file = new TextFile("0\t1\t2\t3\t4");
        var data = _context.Data.LoadFromTextFile<Picked>(file.Path);
        CollectionAssert.AreEqual(new[] { 4f, 0f, 2f }, Read.Arrays<float>(data, "Values")[0]);
        Assert.AreEqual(NumberDataViewType.Single, data.Schema["Single"].Type);
        CollectionAssert.AreEqual(new[] { 3f }, Read.Scalars<float>(data, "Single"));
    }

    [TestMethod]
    public void Vectors_are_sparse_where_no_more_than_half_of_the_fields_are_there()
    {
        using var file = new TextFile("x\t1\t\t3", "x\t\t5\t", "x", "x\t0\t0\t0");
        var vectors = Read.Vectors<float>(_context.Data.LoadFromTextFile<Ranged>(file.Path), "Values");
        Assert.IsTrue(vectors[0].IsDense);
        CollectionAssert.AreEqual(new[] { 1f, 0f, 3f }, vectors[0].GetValues().ToArray());
        Assert.IsFalse(vectors[1].IsDense);
        CollectionAssert.AreEqual(new[] { KeyValuePair.Create(1, 5f) }, vectors[1].Items().ToArray());
        Assert.AreEqual(0, vectors[2].GetValues().Length);
        Assert.AreEqual(3, vectors[2].Length);
        Assert.IsTrue(vectors[3].IsDense);
    }

    [TestMethod]
    public void Rows_of_different_kinds_do_not_disturb_each_other()
    {
        using var file = new TextFile("x\t1\t2\t3", "x\t\t5\t", "x", "x\t7\t8");
        var data = _context.Data.LoadFromTextFile<Ranged>(file.Path);
        using var cursor = data.GetRowCursor(data.Schema);
        var get = cursor.GetGetter<VBuffer<float>>(data.Schema["Values"]);
        VBuffer<float> shared = default;
        var rows = new List<float[]>();
        while (cursor.MoveNext())
        {
            get(ref shared);
            rows.Add([.. shared.DenseValues()]);
        }
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, rows[0]);
        CollectionAssert.AreEqual(new[] { 0f, 5f, 0f }, rows[1]);
        CollectionAssert.AreEqual(new[] { 0f, 0f, 0f }, rows[2]);
        CollectionAssert.AreEqual(new[] { 7f, 8f, 0f }, rows[3]);
    }

    [TestMethod]
    public void Vectors_of_keys_and_text_are_read_alike()
    {
        using var file = new TextFile("0\t3\ta\tb");
        var data = _context.Data.LoadFromTextFile<KeysAndTexts>(file.Path);
        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 4), 2), data.Schema["Keys"].Type);
        CollectionAssert.AreEqual(new uint[] { 1, 4 }, Read.Arrays<uint>(data, "Keys")[0]);
        CollectionAssert.AreEqual(new[] { "a", "b" }, _context.Data.CreateEnumerable<KeysAndTexts>(data, false).Single().Texts);
    }

    [TestMethod]
    public void Sparse_lines_tell_the_number_of_their_fields()
    {
        using var file = new TextFile("9\t3\t0:1\t2:5", "9\t3\t1:7", "9\t1\t2\t3");
        var data = _context.Data.LoadFromTextFile<Ranged>(file.Path, allowSparse: true);
        var rows = Read.Arrays<float>(data, "Values");
        CollectionAssert.AreEqual(new[] { 1f, 0f, 5f }, rows[0]);
        CollectionAssert.AreEqual(new[] { 0f, 7f, 0f }, rows[1]);
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, rows[2]);
    }

    [TestMethod]
    public void The_number_of_fields_can_be_known_beforehand()
    {
        using var file = new TextFile("9\t0:1\t2:5");
        var data = _context.Data.LoadFromTextFile<Ranged>(file.Path, new TextLoader.Options { AllowSparse = true, InputSize = 4 });
        CollectionAssert.AreEqual(new[] { 1f, 0f, 5f }, Read.Arrays<float>(data, "Values")[0]);
    }

    [TestMethod]
    public void Unless_allowed_sparse_fields_are_just_text()
    {
        using var file = new TextFile("9\t0:1\t2\t3");
        var values = Read.Arrays<float>(_context.Data.LoadFromTextFile<Ranged>(file.Path), "Values")[0];
        CollectionAssert.AreEqual(new[] { float.NaN, 2f, 3f }, values);
    }

    [TestMethod]
    public void Badly_formed_sparse_lines_are_logged_and_cut_off()
    {
        using var file = new TextFile("9\t3\t1:7\t0:5", "9\t3\t1:7\t8", "9\t3\t0:7\t5:1", "0:1", "9\tx\t0:1");
        var warnings = 0;
        _context.Log += (_, message) => warnings += message.Kind == ChannelMessageKind.Warning ? 1 : 0;
        var rows = Read.Arrays<float>(_context.Data.LoadFromTextFile<Ranged>(file.Path, allowSparse: true), "Values");
        Assert.AreEqual(5, warnings);
        CollectionAssert.AreEqual(new[] { 0f, 7f, 0f }, rows[0]);
        CollectionAssert.AreEqual(new[] { 0f, 7f, 0f }, rows[1]);
        CollectionAssert.AreEqual(new[] { 7f, 0f, 0f }, rows[2]);
        CollectionAssert.AreEqual(new[] { 0f, 0f, 0f }, rows[3]);
        CollectionAssert.AreEqual(new[] { float.NaN, 0f, 0f }, rows[4]);
    }

    private sealed class Ranged
    {
        [LoadColumn(1, 3)]
        public float[] Values { get; set; } = [];
    }

    private sealed class RangeOfOne
    {
        [LoadColumn(0, 0)]
        public float[] Values { get; set; } = [];
    }

    private sealed class Picked
    {
        [LoadColumn([4, 0, 2])]
        public float[] Values { get; set; } = [];

        [LoadColumn([3])]
        public float Single { get; set; }
    }

    private sealed class KeysAndTexts
    {
        [LoadColumn(0, 1)]
        [KeyType(4)]
        public uint[] Keys { get; set; } = [];

        [LoadColumn(2, 3)]
        public string[] Texts { get; set; } = [];
    }
}
