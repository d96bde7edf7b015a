using Microsoft.ML.Data;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>
/// Recommendations of one row, in pieces of 1, 2, 4, ... places. ML.NET knows the size of a loaded mapping's vector from its attribute
/// alone, so a vector of k places is put together of the pieces whose sizes add up to k.
/// </summary>
/// <typeparam name="T">The type of the items' values.</typeparam>
internal sealed class RecommendedPieces<T>
{
    [ColumnName("MLNetUnlearn.Items.1"), VectorType(1)]
    public VBuffer<T> Items1 { get; set; }

    [ColumnName("MLNetUnlearn.Items.2"), VectorType(2)]
    public VBuffer<T> Items2 { get; set; }

    [ColumnName("MLNetUnlearn.Items.4"), VectorType(4)]
    public VBuffer<T> Items4 { get; set; }

    [ColumnName("MLNetUnlearn.Items.8"), VectorType(8)]
    public VBuffer<T> Items8 { get; set; }

    [ColumnName("MLNetUnlearn.Items.16"), VectorType(16)]
    public VBuffer<T> Items16 { get; set; }

    [ColumnName("MLNetUnlearn.Items.32"), VectorType(32)]
    public VBuffer<T> Items32 { get; set; }

    [ColumnName("MLNetUnlearn.Items.64"), VectorType(64)]
    public VBuffer<T> Items64 { get; set; }

    [ColumnName("MLNetUnlearn.Items.128"), VectorType(128)]
    public VBuffer<T> Items128 { get; set; }

    [ColumnName("MLNetUnlearn.Items.256"), VectorType(256)]
    public VBuffer<T> Items256 { get; set; }

    [ColumnName("MLNetUnlearn.Items.512"), VectorType(512)]
    public VBuffer<T> Items512 { get; set; }

    [ColumnName("MLNetUnlearn.Items.1024"), VectorType(1024)]
    public VBuffer<T> Items1024 { get; set; }

    [ColumnName("MLNetUnlearn.Items.2048"), VectorType(2048)]
    public VBuffer<T> Items2048 { get; set; }

    [ColumnName("MLNetUnlearn.Items.4096"), VectorType(4096)]
    public VBuffer<T> Items4096 { get; set; }

    [ColumnName("MLNetUnlearn.Items.8192"), VectorType(8192)]
    public VBuffer<T> Items8192 { get; set; }

    [ColumnName("MLNetUnlearn.Items.16384"), VectorType(16384)]
    public VBuffer<T> Items16384 { get; set; }

    [ColumnName("MLNetUnlearn.Items.32768"), VectorType(32768)]
    public VBuffer<T> Items32768 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.1"), VectorType(1)]
    public VBuffer<float> Scores1 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.2"), VectorType(2)]
    public VBuffer<float> Scores2 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.4"), VectorType(4)]
    public VBuffer<float> Scores4 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.8"), VectorType(8)]
    public VBuffer<float> Scores8 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.16"), VectorType(16)]
    public VBuffer<float> Scores16 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.32"), VectorType(32)]
    public VBuffer<float> Scores32 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.64"), VectorType(64)]
    public VBuffer<float> Scores64 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.128"), VectorType(128)]
    public VBuffer<float> Scores128 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.256"), VectorType(256)]
    public VBuffer<float> Scores256 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.512"), VectorType(512)]
    public VBuffer<float> Scores512 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.1024"), VectorType(1024)]
    public VBuffer<float> Scores1024 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.2048"), VectorType(2048)]
    public VBuffer<float> Scores2048 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.4096"), VectorType(4096)]
    public VBuffer<float> Scores4096 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.8192"), VectorType(8192)]
    public VBuffer<float> Scores8192 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.16384"), VectorType(16384)]
    public VBuffer<float> Scores16384 { get; set; }

    [ColumnName("MLNetUnlearn.Scores.32768"), VectorType(32768)]
    public VBuffer<float> Scores32768 { get; set; }

    /// <summary>The sizes of the pieces that make k places, largest first.</summary>
    public static IEnumerable<int> SizesOf(int k)
    {
        for (var size = 1 << 15; size > 0; size >>= 1)
        {
            if ((k & size) != 0)
                yield return size;
        }
    }

    /// <summary>The names of the columns of items that make k places, in order.</summary>
    public static string[] ItemColumns(int k) => [.. SizesOf(k).Select(size => $"MLNetUnlearn.Items.{size}")];

    /// <summary>The names of the columns of scores that make k places, in order.</summary>
    public static string[] ScoreColumns(int k) => [.. SizesOf(k).Select(size => $"MLNetUnlearn.Scores.{size}")];

    /// <summary>The names of all columns.</summary>
    public static string[] AllColumns { get; } = [.. ItemColumns(ushort.MaxValue), .. ScoreColumns(ushort.MaxValue)];

    /// <summary>Sets the items of k places.</summary>
    public void SetItems(T[] items)
    {
        var start = 0;
        foreach (var size in SizesOf(items.Length))
        {
            SetItems(size, new VBuffer<T>(size, items[start..(start + size)]));
            start += size;
        }
    }

    /// <summary>Sets the scores of k places.</summary>
    public void SetScores(float[] scores)
    {
        var start = 0;
        foreach (var size in SizesOf(scores.Length))
        {
            SetScores(size, new VBuffer<float>(size, scores[start..(start + size)]));
            start += size;
        }
    }

    private void SetItems(int size, VBuffer<T> values)
    {
        switch (size)
        {
            case 1: Items1 = values; break;
            case 2: Items2 = values; break;
            case 4: Items4 = values; break;
            case 8: Items8 = values; break;
            case 16: Items16 = values; break;
            case 32: Items32 = values; break;
            case 64: Items64 = values; break;
            case 128: Items128 = values; break;
            case 256: Items256 = values; break;
            case 512: Items512 = values; break;
            case 1024: Items1024 = values; break;
            case 2048: Items2048 = values; break;
            case 4096: Items4096 = values; break;
            case 8192: Items8192 = values; break;
            case 16384: Items16384 = values; break;
            case 32768: Items32768 = values; break;
        }
    }

    private void SetScores(int size, VBuffer<float> values)
    {
        switch (size)
        {
            case 1: Scores1 = values; break;
            case 2: Scores2 = values; break;
            case 4: Scores4 = values; break;
            case 8: Scores8 = values; break;
            case 16: Scores16 = values; break;
            case 32: Scores32 = values; break;
            case 64: Scores64 = values; break;
            case 128: Scores128 = values; break;
            case 256: Scores256 = values; break;
            case 512: Scores512 = values; break;
            case 1024: Scores1024 = values; break;
            case 2048: Scores2048 = values; break;
            case 4096: Scores4096 = values; break;
            case 8192: Scores8192 = values; break;
            case 16384: Scores16384 = values; break;
            case 32768: Scores32768 = values; break;
        }
    }
}
