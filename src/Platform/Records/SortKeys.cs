using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sakimori.Platform.Records;

/// <summary>Columns by which lists are ordered.</summary>
public static class SortKeys
{
    /// <summary>
    /// A column that holds <see cref="Kernel.JapaneseText.SortKey"/>: compared as bytes of UTF-8 on both engines, so that both page
    /// in the same order. Follow it with the row's id in every ORDER BY.
    /// </summary>
    /// <param name="property">The column.</param>
    /// <param name="engine">The context's engine. SQLite compares bytes unless told otherwise; PostgreSQL follows the
    /// database's locale unless told otherwise.</param>
    public static PropertyBuilder<string> HasSortKey(this PropertyBuilder<string> property, Engine engine)
        => engine == Engine.Postgres ? property.UseCollation("C") : property;
}
