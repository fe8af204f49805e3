using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>
/// What may happen to an organisation, each from a day on. The functions judge and give the places as they become; nothing is
/// changed unless the result is kept.
/// </summary>
public static class Changes
{
    /// <summary>Another name from the day on.</summary>
    public static Outcome<Organisation> Rename(Organisation organisation, DateOnly day, OrganisationName name)
    {
        name = name.Tidy();
        Fault[] faults = [.. Within(organisation.Place, day), .. name.Faults()];
        return faults.Length > 0 ? Invalid(faults) : organisation with { Names = organisation.Names.Set(day, name) };
    }

    /// <summary>Another industry, sector or size from the day on.</summary>
    public static Outcome<Organisation> Describe(Organisation organisation, DateOnly day, Profile profile)
    {
        Fault[] faults = [.. Within(organisation.Place, day), .. profile.Faults()];
        return faults.Length > 0 ? Invalid(faults) : organisation with { Profiles = organisation.Profiles.Set(day, profile) };
    }

    /// <summary>Another parent, or none, from the day on. The forest holds the new place afterwards if it may stand there.</summary>
    public static Outcome<Place> Move(Forest forest, Place place, DateOnly day, Guid? parent)
        => Within(place, day).ToList() is { Count: > 0 } faults ? Invalid(faults)
            : Judge(forest, place with { Parents = parent is { } p ? place.Parents.Set(day, p) : place.Parents.Clear(day) });

    /// <summary>The organisation exists no more from the day on; those beneath it must have gone before.</summary>
    public static Outcome<Place> Close(Forest forest, Place place, DateOnly day)
        => AtEnd(place, day).ToList() is { Count: > 0 } faults ? Invalid(faults)
            : Judge(forest, place with { Life = place.Life with { Until = day } });

    /// <summary>
    /// One organisation goes into another: from the day on it exists no more and those beneath it stand under the other. The
    /// places that change are given, the merged one first.
    /// </summary>
    public static Outcome<IReadOnlyList<Place>> Merge(Forest forest, Place place, Place into, DateOnly day)
    {
        var faults = AtEnd(place, day).ToList();
        if (place.Id == into.Id || forest.Branch(place.Id).Contains(into.Id))
        {
            faults.Add(new(new("自身かその下の組織には統合できません。", "An organisation cannot go into itself or one beneath it."),
                new("別の組織を選ぶか、先にその組織を移してください。", "Choose another one, or move that one first."), Column: "into"));
        }
        else if (!into.Life.Contains(day))
        {
            faults.Add(new(new("統合先がその日に存在しません。", "The other organisation does not exist on that day."),
                new($"統合先が存在する期間：{PlaceRules.Days(into.Life).Ja}。", $"It exists {PlaceRules.Days(into.Life).En}."), Column: "day"));
        }

        if (faults.Count > 0)
            return Invalid(faults);
        var kept = new List<Place>();
        foreach (var child in forest.ChildrenOf(place.Id).ToList())
        {
            var parents = child.Parents;
            foreach (var entry in child.Parents.Entries.Where(e => e.Value == place.Id && e.Period.Until > day && child.Life.Until > day))
                parents = parents.Set(entry.Period.From > day ? entry.Period.From : day, into.Id);
            if (parents != child.Parents)
                kept.Add(child with { Parents = parents });
        }

        kept.Insert(0, place with { Life = place.Life with { Until = day }, MergedInto = into.Id });
        var before = kept.Select(k => forest[k.Id]!).ToList();
        kept.ForEach(forest.Put);
        faults = [.. kept.SelectMany(k => forest.Faults(k.Id))];
        if (faults.Count == 0)
            return kept;
        before.ForEach(forest.Put);
        return Invalid(faults);
    }

    /// <summary>Puts the place into the forest if it may stand there; otherwise the forest stays as it is.</summary>
    public static Outcome<Place> Judge(Forest forest, Place place)
    {
        var before = forest[place.Id];
        forest.Put(place);
        Fault[] faults = [.. forest.Faults(place.Id)];
        if (faults.Length == 0)
            return place;
        if (before is not null)
            forest.Put(before);
        else
            forest.Remove(place.Id);
        return Invalid(faults);
    }

    /// <summary>Faults of a form as a failure.</summary>
    internal static Failure Invalid(IReadOnlyList<Fault> faults)
        => new(FailureKind.Invalid, new("入力を確かめてください。", "Please check what you entered."), faults);

    private static IEnumerable<Fault> Within(Place place, DateOnly day)
    {
        if (!place.Life.Contains(day))
        {
            yield return new(new("その日にこの組織は存在しません。", "The organisation does not exist on that day."),
                new($"存在する期間：{PlaceRules.Days(place.Life).Ja}。", $"It exists {PlaceRules.Days(place.Life).En}."),
                Column: "day", Value: $"{day:yyyy-MM-dd}");
        }
    }

    private static IEnumerable<Fault> AtEnd(Place place, DateOnly day)
    {
        if (!place.Life.IsOpen)
        {
            yield return new(new("この組織はすでに廃止が決まっています。", "The organisation's end is set already."),
                new($"存在する期間：{PlaceRules.Days(place.Life).Ja}。", $"It exists {PlaceRules.Days(place.Life).En}."), Column: "day");
        }
        else if (day <= place.Life.From || day >= Period.Forever)
        {
            yield return new(new("日付が範囲外です。", "The day is out of range."),
                new($"{place.Life.From:yyyy-MM-dd} より後の日にしてください。", $"Use a day after {place.Life.From:yyyy-MM-dd}."),
                Column: "day", Value: $"{day:yyyy-MM-dd}");
        }
    }
}
