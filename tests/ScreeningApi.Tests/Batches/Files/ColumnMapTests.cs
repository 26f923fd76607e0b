using ScreeningApi.Batches.Files;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Which column is read as which: of layouts such as customs offices, forwarders and order systems write.</summary>
public sealed class ColumnMapTests
{
    [Theory]
    [InlineData("EXPORTER_NAME_EN|BUYER_NAME|HS_CODE|HS_CODE_DESCRIPTION_EN|ORIGIN_COUNTRY|DEST_PORT|DESTINATION_COUNTRY|TOTALVALUE|TOTALQUANTITY",
        "description=HS_CODE_DESCRIPTION_EN hs_code=HS_CODE quantity=TOTALQUANTITY value=TOTALVALUE origin_country=ORIGIN_COUNTRY destination=DESTINATION_COUNTRY consignee=BUYER_NAME")]
    [InlineData("HS_CODE|HS_CODE_2|HS_CODE_4|HS_CODE_DESCRIPTION|PRODUCT_DESCRIPTION|ATTRIBUTES|SUB_ITEM_NUMBER|ITEM_NUMBER|COUNTRY_DESTINATION",
        "line_no=ITEM_NUMBER description=PRODUCT_DESCRIPTION hs_code=HS_CODE destination=COUNTRY_DESTINATION")]
    [InlineData("HS_CODE_4|GOODS_DESC_EN|GOODS_DESC|COUNTRY_OF_DESTINATION|GROSS_WEIGHT|NET_WEIGHT|QUANTITY|QUANTITY_UNIT",
        "description=GOODS_DESC_EN hs_code=HS_CODE_4 quantity=QUANTITY unit=QUANTITY_UNIT destination=COUNTRY_OF_DESTINATION")]
    [InlineData("PRODUCT_DESC_VN|PRODUCT_DESC_EN|QTY|UNIT|TOTAL_PRICE_IN_FOREIGN_CURRENCY|TOTAL_PRICE_IN_USD|FOREIGN_CURRENCY|UNIT_PRICE_IN_USD|IMPORTER_NAME|IMPORTER_COUNTRY",
        "description=PRODUCT_DESC_EN quantity=QTY unit=UNIT value=TOTAL_PRICE_IN_USD consignee=IMPORTER_NAME consignee_country=IMPORTER_COUNTRY USD")]
    [InlineData("PRODUCT_DESC_VN|TOTAL_PRICE_IN_FOREIGN_CURRENCY|FOREIGN_CURRENCY|TO_COUNTRY_NAME_EN|TO_COUNTRY_NAME|FROM_COUNTRY_NAME",
        "description=PRODUCT_DESC_VN value=TOTAL_PRICE_IN_FOREIGN_CURRENCY currency=FOREIGN_CURRENCY origin=FROM_COUNTRY_NAME destination=TO_COUNTRY_NAME_EN")]
    [InlineData("USD_CIF|USD_FOB|USD_FOB_UNIT|USD_FREIGHT|USD_INSURANCE|USD_TAX|COMMERCIAL_QUANTITY|COMMERCIAL_UNIT|STAT_QUANTITY|STAT_UNIT",
        "quantity=COMMERCIAL_QUANTITY unit=COMMERCIAL_UNIT value=USD_FOB USD")]
    [InlineData("CIF_VALUE|FOB_VALUE|FOB_INR|UNIT_PRICE|CURRENCY", "value=FOB_VALUE currency=CURRENCY")]
    [InlineData("FOB_INR|CURRENCY|UNIT_PRICE_INR|EXCHANGE_RATE_USD|USD_EXCHANGE_RATE", "value=FOB_INR INR")]
    [InlineData("SUMOFFOB_VALUE_IN_USD|%GTSUMOFFOB_VALUE_IN_USD|SUMOFQUANTITY|%GTSUMOFQUANTITY|QUANTITYPERCENTAGE", "quantity=SUMOFQUANTITY value=SUMOFFOB_VALUE_IN_USD USD")]
    [InlineData("TOTALVALUEUSD|%GTTOTALVALUE|TOTALWEIGHT", "value=TOTALVALUEUSD USD")]
    [InlineData("Sum of Quantity|Sum of Value (EUR)|Value %", "quantity=Sum of Quantity value=Sum of Value (EUR) EUR")]
    [InlineData("STATISTICAL_VALUE_IN_1000_USD|AVGUNITPRICEUSD|COST_USD_KG|RATE_USD", "")]
    [InlineData("EXPORTER_NAME|STD_EXPORTER_NAME|STD_BUYER_NAME|BUYER_NAME|BUYER_ADDRESS|NOTIFY_PARTY_NAME", "consignee=BUYER_NAME")]
    [InlineData("SHIPPER_NAME|RAW_CONSIGNEE_NAME|NOTIFY_NAME", "consignee=RAW_CONSIGNEE_NAME")]
    [InlineData("BUYER_NAME|CONSIGNEE_NAME|CONSIGNEE_NAME_EN|CONSIGNEE_COUNTRY", "consignee=CONSIGNEE_NAME_EN consignee_country=CONSIGNEE_COUNTRY")]
    [InlineData("IMPORTERNAME|SUPPLIER_NAME|HSCODE|SUPPLIER_COUNTRY|COUNTRY", "hs_code=HSCODE consignee=IMPORTERNAME")]
    [InlineData("EXPORTER|COUNTRY|FOREIGN_PORT|COUNTRY_ISO_CODE_2", "destination=COUNTRY")]
    [InlineData("EXPORTER_NAME|COUNTRY|DESTINATION_COUNTRY|DESTINATION_COUNTRY_CODE|DESTINATION_REGION", "destination=DESTINATION_COUNTRY")]
    [InlineData("SHIPPER_NAME|CONSIGNEE_NAME|COUNTRY|UNLOADING_PORT|PLACE_OF_DELIVERY", "consignee=CONSIGNEE_NAME")]
    [InlineData("COUNTRY|GOODS|Country of origin", "description=GOODS origin_country=Country of origin")]
    [InlineData("MANUFACTURER_EN|BRAND|MODEL_NUMBER|MODEL_NUMBER_EN", "part_number=MODEL_NUMBER_EN manufacturer=MANUFACTURER_EN")]
    [InlineData("Item|Tariff description|Qty (pcs)|Ship-To Country", "description=Tariff description destination=Ship-To Country")]
    [InlineData("value|Total value USD|description|Goods description (EN)|hs_code|HTS|destination|Ship to country|currency",
        "description=description hs_code=hs_code value=value currency=currency destination=destination")]
    [InlineData("Amount (US$)|Currency", "value=Amount (US$) USD")]
    [InlineData("Amount ($)|Currency", "value=Amount ($) currency=Currency")]
    [InlineData("Value (€)|Ccy", "value=Value (€) EUR")]
    [InlineData("Positionsnr.|Warenbezeichnung|Zolltarif-Nr.|Menge|ME|Wert in EUR|Kunde|Land|Endverwender|Güterlistennummer",
        "line_no=Positionsnr. description=Warenbezeichnung hs_code=Zolltarif-Nr. eccn=Güterlistennummer quantity=Menge unit=ME value=Wert in EUR destination=Land consignee=Kunde end_user=Endverwender EUR")]
    [InlineData("N° de commande|Désignation des marchandises|Code SH|Quantité|Unité|Valeur|Devise|Pays de destination|Destinataire|Pays d'origine",
        "shipment_ref=N° de commande description=Désignation des marchandises hs_code=Code SH quantity=Quantité unit=Unité value=Valeur currency=Devise origin_country=Pays d'origine destination=Pays de destination consignee=Destinataire")]
    [InlineData("Descripción de la mercancía|Partida arancelaria|Cantidad|Valor FOB USD|Moneda|País de destino|Comprador|Nombre",
        "description=Descripción de la mercancía hs_code=Partida arancelaria quantity=Cantidad value=Valor FOB USD destination=País de destino consignee=Comprador USD")]
    [InlineData("DESCRICAO DA MERCADORIA|NCM|QUANTIDADE|UNIDADE DE MEDIDA|VALOR TOTAL|MOEDA|PAIS DE DESTINO|IMPORTADOR|PAIS DE ORIGEM",
        "description=DESCRICAO DA MERCADORIA hs_code=NCM quantity=QUANTIDADE unit=UNIDADE DE MEDIDA value=VALOR TOTAL currency=MOEDA origin_country=PAIS DE ORIGEM destination=PAIS DE DESTINO consignee=IMPORTADOR")]
    [InlineData("Descrizione merce|Codice doganale|Quantità|Valore|Valuta|Paese di destinazione|Destinatario|Paese di origine",
        "description=Descrizione merce hs_code=Codice doganale quantity=Quantità value=Valore currency=Valuta origin_country=Paese di origine destination=Paese di destinazione consignee=Destinatario")]
    [InlineData("Opis towaru|Kod CN|Ilość|Wartość|Waluta|Kraj przeznaczenia|Odbiorca|Kraj pochodzenia|Użytkownik końcowy",
        "description=Opis towaru hs_code=Kod CN quantity=Ilość value=Wartość currency=Waluta origin_country=Kraj pochodzenia destination=Kraj przeznaczenia consignee=Odbiorca end_user=Użytkownik końcowy")]
    [InlineData("EŞYA TANIMI|GTİP|MİKTAR|BİRİM|DEĞER|PARA BİRİMİ|VARIŞ ÜLKESİ|ALICI|MENŞE ÜLKE|SON KULLANICI",
        "description=EŞYA TANIMI hs_code=GTİP quantity=MİKTAR unit=BİRİM value=DEĞER currency=PARA BİRİMİ origin_country=MENŞE ÜLKE destination=VARIŞ ÜLKESİ consignee=ALICI end_user=SON KULLANICI")]
    [InlineData("Описание товара|Код ТН ВЭД|Кол-во|Ед. изм.|Стоимость, руб.|Страна назначения|Грузополучатель|Страна происхождения|Изготовитель|Артикул",
        "description=Описание товара hs_code=Код ТН ВЭД part_number=Артикул manufacturer=Изготовитель quantity=Кол-во unit=Ед. изм. value=Стоимость, руб. origin_country=Страна происхождения destination=Страна назначения consignee=Грузополучатель RUB")]
    [InlineData("Опис товару|Код УКТЗЕД|Кількість|Одиниця виміру|Вартість|Валюта|Країна призначення|Одержувач|Кінцевий користувач",
        "description=Опис товару hs_code=Код УКТЗЕД quantity=Кількість unit=Одиниця виміру value=Вартість currency=Валюта destination=Країна призначення consignee=Одержувач end_user=Кінцевий користувач")]
    [InlineData("商品名称|商品编码|成交数量|计量单位|总价|币制|运抵国|境外收货人|原产国|最终用户|用途|型号",
        "description=商品名称 hs_code=商品编码 part_number=型号 quantity=成交数量 unit=计量单位 value=总价 currency=币制 origin_country=原产国 destination=运抵国 consignee=境外收货人 end_user=最终用户 end_use=用途")]
    [InlineData("貨物名稱|商品編碼|數量|單位|金額|幣別|目的國|收貨人|原產地",
        "description=貨物名稱 hs_code=商品編碼 quantity=數量 unit=單位 value=金額 currency=幣別 origin_country=原產地 destination=目的國 consignee=收貨人")]
    [InlineData("品名|ＨＳコード|数量|単位|金額|通貨|仕向国|荷受人|原産国|需要者|型番",
        "description=品名 hs_code=ＨＳコード part_number=型番 quantity=数量 unit=単位 value=金額 currency=通貨 origin_country=原産国 destination=仕向国 consignee=荷受人 end_user=需要者")]
    [InlineData("품명|HS코드|수량|단위|금액|통화|목적국|수하인|원산지|최종사용자|최종용도",
        "description=품명 hs_code=HS코드 quantity=수량 unit=단위 value=금액 currency=통화 origin_country=원산지 destination=목적국 consignee=수하인 end_user=최종사용자 end_use=최종용도")]
    [InlineData("وصف البضاعة|رمز النظام المنسق|الكمية|الوحدة|القيمة|العملة|بلد المقصد|المرسل إليه|بلد المنشأ|المستخدم النهائي",
        "description=وصف البضاعة hs_code=رمز النظام المنسق quantity=الكمية unit=الوحدة value=القيمة currency=العملة origin_country=بلد المنشأ destination=بلد المقصد consignee=المرسل إليه end_user=المستخدم النهائي")]
    [InlineData("شرح كالا|کد تعرفه|تعداد|واحد|ارزش|ارز|کشور مقصد|گیرنده|کشور سازنده|کاربر نهایی",
        "description=شرح كالا hs_code=کد تعرفه quantity=تعداد unit=واحد value=ارزش currency=ارز origin_country=کشور سازنده destination=کشور مقصد consignee=گیرنده end_user=کاربر نهایی")]
    [InlineData("Stichtag|Datum|Date", "decisive_date=Stichtag")]
    [InlineData("PACKAGES|NUMBER_OF_PACKAGES|QUANTITY_OF_PACKAGE|CHAPTER_DESCRIPTION|PACKAGES_DESCRIPTION|CUSTOMS_OFFICE_NAME|INDIAN_PORT|ADQ_COUNTRY|TRADING_COUNTRY|GOODS_SHARE_%", "")]
    public void Columns_are_read_as_what_they_are_called(string headers, string expected)
    {
        var map = ColumnMap.Of(headers.Split('|'), []);
        Assert.Equal(expected, string.Join(' ', map.Mapped.Select(m => $"{m.Ours}={m.Theirs}").Append(map.ValueCurrency).OfType<string>()));
    }

    [Fact]
    public void What_nothing_is_read_from_is_named()
    {
        var map = ColumnMap.Of(["Colour", "HS_CODE", "HS_CODE_4", "Total USD", "Currency"], []);
        Assert.Equal(["Colour", "HS_CODE_4", "Currency"], map.Unknown);
        Assert.Equal([1, 3, -1, -1], new[] { ColumnNames.HsCode, ColumnNames.Value, ColumnNames.Currency, ColumnNames.Destination }.Select(map.IndexOf));
        Assert.Equal(["destination", "description", "quantity", "origin", "consignee", "end_user", "end_user_country", "end_use"], map.Missing);
    }

    [Fact]
    public void A_currency_that_the_user_maps_goes_with_the_value()
    {
        var map = ColumnMap.Of(["FOB_USD", "Ccy"], [("Ccy", "currency")]);
        Assert.Null(map.ValueCurrency);
        Assert.Equal(1, map.IndexOf(ColumnNames.Currency));
    }

    [Fact]
    public void What_the_user_says_goes_before_what_is_known()
    {
        var map = ColumnMap.Of(["description", "Notes", "HS Code", "hs_code"], [("notes ", "Description"), ("HS Code", "hs_code")]);
        Assert.Equal((1, 2), (map.IndexOf(ColumnNames.Description), map.IndexOf(ColumnNames.HsCode)));
        Assert.Equal(["description", "hs_code"], map.Unknown);
    }

    [Theory]
    [InlineData("ambiguousColumn", "Found two columns that could be hs_code: 'HS Code' and 'HS-code', columns 1 and 3, expected one: say which, ?map=HS-code:hs_code.", "HS Code|x|HS-code")]
    [InlineData("ambiguousColumn", "Found two columns 'Qty', columns 2 and 3, expected one that is quantity: rename the other.", "x|Qty|Qty")]
    [InlineData("badMap", "?map: found no column 'y' in the file, expected one of x, Qty.", "x|Qty", "y:unit")]
    [InlineData("badMap", "?map: found no column 'thing' of ours, expected one of shipment_ref, line_no, description,", "x|Qty", "x:thing")]
    [InlineData("badMap", "?map: found no column 'goods' of ours, expected one of shipment_ref,", "x|Qty", "x:goods")]
    [InlineData("badMap", "?map: found unit twice, expected it once.", "x|y", "x:unit", "y:unit")]
    [InlineData("badMap", "?map: found 'X' twice, expected it once: a column is one thing.", "x|y", "x:unit", "X:value")]
    [InlineData("badMap", "?map: found two columns 'x' in the file, columns 1 and 2, expected one: rename one of them.", "x|x", "x:unit")]
    [InlineData("badMap", "?map: found two columns 'xy' in the file, columns 1 and 2, expected one: write the name exactly as it stands there.", "x-y|x y", "xy:unit")]
    [InlineData("badMap", "?map: found no column '%' in the file, expected one of #, x.", "#|x", "%:unit")]
    public void What_is_not_clear_is_refused_in_words(string code, string message, string headers, params string[] mapped)
    {
        var refused = Assert.Throws<InputFileException>(() => ColumnMap.Of(headers.Split('|'), [.. mapped.Select(m => m.Split(':')).Select(m => (m[0], m[1]))], ColumnOption.Query));
        Assert.Equal((400, code), (refused.Status, refused.Code));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_nothing_is_read_from_may_have_the_same_name() => Assert.Equal(["note", "note", "%", ""], ColumnMap.Of(["note", "goods", "note", "%", ""], []).Unknown);

    [Theory]
    [InlineData("qty|destination", "Found no column that says what the goods are, expected one of description, hs_code, eccn, part_number, or ?map=THEIRS:description. The file has: qty, destination.")]
    [InlineData("goods|x\u001b[2J", "Found no column destination, expected one, or ?map=THEIRS:destination. The file has: goods, x\uFFFD[2J.")]
    public void A_file_without_what_is_needed_is_refused_with_what_it_has(string headers, string message)
    {
        var refused = Assert.Throws<InputFileException>(() => ColumnMap.Of(headers.Split('|'), [], ColumnOption.Query).Require());
        Assert.Equal((400, "missingColumn", message), (refused.Status, refused.Code, refused.Message));
    }

    [Fact]
    public void A_destination_for_all_rows_stands_in_for_the_column()
    {
        var map = ColumnMap.Of(["goods"], []);
        map.Require(hasDestination: true);
        Assert.Contains("--destination for all rows, or --map THEIRS:destination", Assert.Throws<InputFileException>(() => map.Require()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_does_not_grow_with_the_file() =>
        Assert.InRange(Assert.Throws<InputFileException>(() => ColumnMap.Of([.. Enumerable.Range(0, 200).Select(i => new string('x', 190) + i)], []).Require()).Message.Length, 100, 3_000);
}
