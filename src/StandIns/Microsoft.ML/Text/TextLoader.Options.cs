namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>How lines are read.</summary>
    public sealed class Options
    {
        /// <summary>Whether fields may be in double quotes, with a quote inside doubled. Default: no.</summary>
        public bool AllowQuoting;

        /// <summary>Whether lines may name the indices of their last fields, as in "index:value". Default: no.</summary>
        public bool AllowSparse;

        /// <summary>The number of fields of a line; if null, sparse lines tell it themselves.</summary>
        public int? InputSize;

        /// <summary>What separates fields. Default: a tab.</summary>
        public char[] Separators = ['\t'];

        /// <summary>Whether white space at the end of a line is dropped. Default: no.</summary>
        public bool TrimWhitespace;

        /// <summary>Whether the first line of a file is left out. Default: no.</summary>
        public bool HasHeader;

        /// <summary>How many rows are read; if null, all.</summary>
        public long? MaxRows;

        // What is loaded with these options must not change when they do.
        internal Options Copy()
        {
            var copy = (Options)MemberwiseClone();
            copy.Separators = [.. Separators];
            return copy;
        }
    }
}
