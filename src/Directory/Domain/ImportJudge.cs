using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>Matches the rows of an import with the directory and judges what they would make of it. For one import.</summary>
internal sealed class ImportJudge(IReadOnlyList<Organisation> directory, DateOnly day, Func<Guid> newId)
{
    private readonly Dictionary<Guid, Organisation> existing = directory.ToDictionary(o => o.Id);
    private readonly Forest forest = new(directory.Select(o => o.Place));
    private readonly Dictionary<string, HashSet<Guid>> byName = [];
    private readonly Dictionary<string, HashSet<Guid>> byNumber = [];
    private readonly List<Fault> faults = [];
    private readonly List<Fault> warnings = [];

    public ImportPlan Judge(ImportFile file)
    {
        foreach (var organisation in directory.Where(o => o.Place.Life.Until > day))
            Index(organisation.Id, organisation.NameOn(day).Ja, organisation.Place.CorporateNumber);
        var matched = new List<(ImportRow Row, Guid Id)>();
        var seen = new Dictionary<Guid, int>();
        foreach (var row in file.Rows)
        {
            if (Match(row) is not { } id)
                continue;
            if (!seen.TryAdd(id, row.Row))
                faults.Add(Twice(row, seen[id]));
            else
                matched.Add((row, id));
        }

        foreach (var (row, id) in matched)
            Index(id, row.Name.Tidy().Ja, row.CorporateNumber);
        var firstDays = matched.ToDictionary(m => m.Id, m => existing.TryGetValue(m.Id, out var o) ? o.Place.Life.From : m.Row.From ?? day);
        var steps = new List<ImportStep>();
        foreach (var (row, id) in matched)
        {
            var before = existing.GetValueOrDefault(id);
            var after = before is null ? New(row, id, firstDays) : Changed(row, before);
            if (after is null)
                continue;
            forest.Put(after.Place);
            steps.Add(new(row.Row, before, after) { IsUnchanged = before is not null && Same(before, after) });
        }

        foreach (var step in steps.Where(s => !s.IsUnchanged))
            faults.AddRange(forest.Faults(step.After.Id).Select(f => f with { Row = step.Row }));
        return new(steps, faults, warnings, forest) { File = file };
    }

    private Guid? Match(ImportRow row)
    {
        if (row.Id is { } id)
            return id;
        if (row.CorporateNumber is { } number && byNumber.TryGetValue(number, out var bearers))
            return bearers.First();
        if (!byName.TryGetValue(Key(row.Name.Ja), out var named))
            return newId();
        if (named.Count > 1)
        {
            faults.Add(new(new("同じ名称の組織が複数あります。", "Several organisations have this name."),
                new("ID か法人番号の列で、どれかを示してください。", "Say which one by id or corporate number."), row.Row, "name_ja", row.Name.Ja));
            return null;
        }

        warnings.Add(new(new("名称だけで既存の組織と結び付けました。", "Matched with an organisation by its name alone."),
            new("同じ組織か確かめ、ID か法人番号の列を加えると確実です。", "Check that it is the same; a column with the id or corporate number makes it certain."),
            row.Row, "name_ja", row.Name.Ja));
        return named.First();
    }

    private Organisation? New(ImportRow row, Guid id, Dictionary<Guid, DateOnly> firstDays)
    {
        var count = faults.Count;
        var from = row.From ?? day;
        if (row.Kind is null)
        {
            Add(row, new(new("新しい組織の種別がありません。", "The kind of a new organisation is missing."),
                new("種別を書いてください。", "Write its kind."), Column: "kind"));
        }

        var parents = Timeline<Guid>.Empty;
        if (Find(row, "parent", row.Parent) is { } parent)
        {
            var begins = firstDays.TryGetValue(parent, out var first) ? first : forest[parent]?.Life.From ?? from;
            parents = parents.Set(begins > from ? begins : from, parent);
        }

        var merged = Find(row, "merged_into", row.MergedInto);
        Judge(row);
        return faults.Count > count ? null : new(
            new(id, row.Kind!.Value, row.CorporateNumber, new(from, row.Until ?? Period.Forever), parents, merged),
            Timeline<OrganisationName>.Empty.Set(from, row.Name.Tidy()), Timeline<Profile>.Empty.Set(from, row.Profile), row.Verified ?? false);
    }

    private Organisation? Changed(ImportRow row, Organisation before)
    {
        var count = faults.Count;
        if (row.From is { } from && from != before.Place.Life.From)
        {
            Add(row, new(new("始まりの日は取り込みでは変えられません。", "The first day cannot be changed by an import."),
                new($"{before.Place.Life.From:yyyy-MM-dd} のままにするか、空けてください。", $"Leave it at {before.Place.Life.From:yyyy-MM-dd}, or blank."),
                Column: "from", Value: $"{from:yyyy-MM-dd}"));
        }

        var shown = day < before.Place.Life.Until ? day : before.Place.Life.Until.AddDays(-1);
        var place = before.Place;
        if (row.Until is { } until && until != place.Life.Until)
            place = place with { Life = place.Life with { Until = until } };
        if (Find(row, "merged_into", row.MergedInto) is { } into)
            place = place with { MergedInto = into };
        if (row.Kind is { } kind)
            place = place with { Kind = kind };
        if (row.Given.Contains("corporate_number"))
            place = place with { CorporateNumber = row.CorporateNumber };
        if (row.Given.Contains("parent") || row.Given.Contains("parent_name"))
        {
            var parent = Find(row, "parent", row.Parent);
            if (parent != before.ParentOn(shown))
                place = place with { Parents = parent is { } p ? place.Parents.Set(shown, p) : place.Parents.Clear(shown) };
        }

        var name = before.NameOn(shown);
        name = new OrganisationName(row.Name.Ja, row.Given.Contains("name_en") ? row.Name.En : name.En,
            row.Given.Contains("kana") ? row.Name.Kana : name.Kana).Tidy();
        var profile = Merge(before.ProfileOn(shown), row);
        Judge(row);
        if (faults.Count > count)
            return null;
        var after = before with
        {
            Place = place,
            Names = name == before.NameOn(shown) ? before.Names : before.Names.Set(shown, name),
            Profiles = profile == before.ProfileOn(shown) ? before.Profiles : before.Profiles.Set(shown, profile),
            Verified = row.Verified ?? before.Verified,
        };
        if (!Same(before, after) && shown < before.Place.Life.From)
        {
            Add(row, new(new("その日にこの組織は存在しません。", "The organisation does not exist on that day."),
                new($"{before.Place.Life.From:yyyy-MM-dd} 以後の日から変更してください。", $"Change it from {before.Place.Life.From:yyyy-MM-dd} or later.")));
            return null;
        }

        return after;
    }

    private static Profile Merge(Profile before, ImportRow row)
    {
        T Given<T>(string column, T given, T old) => row.Given.Contains(column) ? given : old;
        return new(Given("industry", row.Profile.Industry, before.Industry), Given("sector", row.Profile.Sector, before.Sector),
            Given("employees", row.Profile.Employees, before.Employees), Given("sales", row.Profile.Sales, before.Sales),
            Given("capital", row.Profile.Capital, before.Capital));
    }

    private void Judge(ImportRow row)
    {
        foreach (var fault in row.Name.Tidy().Faults().Concat(row.Profile.Faults()))
            Add(row, fault);
    }

    // By id, else by 法人番号, else by exact name, in the directory and in the file itself.
    private Guid? Find(ImportRow row, string column, string reference)
    {
        if (reference.Length == 0)
            return null;
        if (Guid.TryParse(reference, out var id))
            return id;
        var folded = JapaneseText.Fold(reference).Trim();
        if (byNumber.TryGetValue(folded, out var found) || byName.TryGetValue(Key(reference), out found))
        {
            if (found.Count == 1)
                return found.First();
            Add(row, new(new("同じ名称の組織が複数あります。", "Several organisations have this name."),
                new("ID か法人番号で示してください。", "Name it by id or corporate number."), Column: column, Value: reference));
            return null;
        }

        Add(row, new(new("この組織は見つかりません。", "There is no such organisation."),
            new("ID、法人番号、正確な名称のどれかを書いてください。同じファイルの組織でも構いません。",
                "Write an id, a corporate number or an exact name, of the directory or of this file."), Column: column, Value: reference));
        return null;
    }

    private void Index(Guid id, string name, string? number)
    {
        Put(byName, Key(name), id);
        if (number is not null)
            Put(byNumber, number, id);
    }

    private static void Put(Dictionary<string, HashSet<Guid>> index, string key, Guid id)
    {
        if (!index.TryGetValue(key, out var ids))
            index[key] = ids = [];
        ids.Add(id);
    }

    private static string Key(string name) => JapaneseText.Fold(name).Trim();

    private static bool Same(Organisation a, Organisation b)
        => a.Place == b.Place && a.Names == b.Names && a.Profiles == b.Profiles && a.Verified == b.Verified;

    private void Add(ImportRow row, Fault fault) => faults.Add(fault with { Row = row.Row });

    private static Fault Twice(ImportRow row, int first) => new(
        new($"{first}行目と同じ組織です。", $"This is the same organisation as in row {first}."),
        new("どちらかの行を消してください。", "Remove one of the two rows."), row.Row);
}
