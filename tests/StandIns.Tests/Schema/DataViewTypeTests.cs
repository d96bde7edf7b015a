namespace Microsoft.ML.Tests;

[TestClass]
public class DataViewTypeTests
{
    [TestMethod]
    public void Raw_types_are_those_of_the_getters()
    {
        Assert.AreEqual(typeof(ReadOnlyMemory<char>), TextDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(bool), BooleanDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(DataViewRowId), RowIdDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(DateTime), DateTimeDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(DateTimeOffset), DateTimeOffsetDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(TimeSpan), TimeSpanDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(VBuffer<float>), new VectorDataViewType(NumberDataViewType.Single).RawType);
        Assert.AreEqual(typeof(uint), new KeyDataViewType(typeof(uint), 5).RawType);
    }

    [TestMethod]
    public void There_is_one_number_type_per_raw_type()
    {
        NumberDataViewType[] types =
        [
            NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
            NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
            NumberDataViewType.Single, NumberDataViewType.Double,
        ];
        Type[] expected =
        [
            typeof(sbyte), typeof(byte), typeof(short), typeof(ushort),
            typeof(int), typeof(uint), typeof(long), typeof(ulong),
            typeof(float), typeof(double),
        ];
        CollectionAssert.AreEqual(expected, types.Select(type => type.RawType).ToArray());
        Assert.IsTrue(NumberDataViewType.Single.Equals((DataViewType)types[8]));
        Assert.AreNotEqual<DataViewType>(NumberDataViewType.UInt32, new KeyDataViewType(typeof(uint), 5));
    }

    [TestMethod]
    public void Keys_are_equal_by_raw_type_and_count()
    {
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 5UL));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 5).GetHashCode(), new KeyDataViewType(typeof(uint), 5).GetHashCode());
        Assert.AreNotEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 6));
        Assert.AreNotEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(byte), 5));
        Assert.AreEqual(5UL, new KeyDataViewType(typeof(uint), 5).Count);
    }

    [TestMethod]
    public void Keys_are_unsigned_and_their_count_fits()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(int), 5));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(uint), 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(uint), -1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(byte), 256));
        Assert.AreEqual(255UL, new KeyDataViewType(typeof(byte), 255).Count);
        Assert.IsTrue(KeyDataViewType.IsValidDataType(typeof(ulong)));
        Assert.IsFalse(KeyDataViewType.IsValidDataType(typeof(long)));
    }

    [TestMethod]
    public void Vectors_are_equal_by_items_and_dimensions()
    {
        var vector = new VectorDataViewType(NumberDataViewType.Single, 2, 3);
        Assert.AreEqual(6, vector.Size);
        Assert.AreEqual(vector, new VectorDataViewType(NumberDataViewType.Single, 2, 3));
        Assert.AreEqual(vector.GetHashCode(), new VectorDataViewType(NumberDataViewType.Single, 2, 3).GetHashCode());
        Assert.AreNotEqual(vector, new VectorDataViewType(NumberDataViewType.Single, 6));
        Assert.AreNotEqual(vector, new VectorDataViewType(NumberDataViewType.Double, 2, 3));
        CollectionAssert.AreEqual(new[] { 2, 3 }, vector.Dimensions.ToArray());
    }

    [TestMethod]
    public void Vectors_of_any_length_have_size_zero()
    {
        var vector = new VectorDataViewType(NumberDataViewType.Single);
        Assert.IsFalse(vector.IsKnownSize);
        Assert.AreEqual(0, vector.Size);
        Assert.IsTrue(new VectorDataViewType(NumberDataViewType.Single, 1).IsKnownSize);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VectorDataViewType(NumberDataViewType.Single, -1));
        Assert.ThrowsExactly<ArgumentNullException>(() => new VectorDataViewType(null!, 1));
    }

    [TestMethod]
    public void Types_have_names_for_messages()
    {
        Assert.AreEqual("String", TextDataViewType.Instance.ToString());
        Assert.AreEqual("Single", NumberDataViewType.Single.ToString());
        Assert.AreEqual("Key<UInt32, 0-4>", new KeyDataViewType(typeof(uint), 5).ToString());
        Assert.AreEqual("Vector<Single, 3>", new VectorDataViewType(NumberDataViewType.Single, 3).ToString());
        Assert.AreEqual("Vector<Single>", new VectorDataViewType(NumberDataViewType.Single).ToString());
        Assert.AreEqual("Vector<Single, 2, *>", new VectorDataViewType(NumberDataViewType.Single, 2, 0).ToString());
    }
}
