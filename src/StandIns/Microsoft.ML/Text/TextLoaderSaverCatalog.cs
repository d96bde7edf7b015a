using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Loads text files.</summary>
public static class TextLoaderSaverCatalog
{
    /// <summary>A view of a text file, which is read whenever the view is.</summary>
    /// <typeparam name="TInput">A class whose members say, by <see cref="LoadColumnAttribute"/>, where they are loaded from.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The file.</param>
    /// <param name="separatorChar">What separates fields.</param>
    /// <param name="hasHeader">Whether the first line is left out.</param>
    /// <param name="allowQuoting">Whether fields may be in double quotes, with a quote inside doubled.</param>
    /// <param name="trimWhitespace">Whether white space at the end of a line is dropped.</param>
    /// <param name="allowSparse">Whether lines may name the indices of their last fields, as in "index:value".</param>
    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, char separatorChar = '\t',
        bool hasHeader = false, bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false)
        => catalog.LoadFromTextFile<TInput>(path, new TextLoader.Options
        {
            Separators = [separatorChar],
            HasHeader = hasHeader,
            AllowQuoting = allowQuoting,
            TrimWhitespace = trimWhitespace,
            AllowSparse = allowSparse,
        });

    /// <summary>A view of a text file, which is read whenever the view is.</summary>
    /// <typeparam name="TInput">A class whose members say, by <see cref="LoadColumnAttribute"/>, where they are loaded from.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How lines are read.</param>
    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        Contracts.CheckNonEmpty(path, nameof(path));
        Contracts.CheckParam(File.Exists(path), nameof(path), $"There is no file '{path}'.");
        return new TextLoader(catalog.Environment, options, TextColumn.Of(typeof(TInput))).Load(new MultiFileSource(path));
    }
}
