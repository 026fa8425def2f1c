"""Everything that is printed of a seated dinner or ride: charts, cards, lists and a workbook.

=====================================  ==========================================================
``people``, ``paper``, ``alphabet``    what people, tables and cars are called; in which order
``page``, ``chart_elements``,          a page in mm; what all charts have in common; from where they are seen
``viewpoint``
``chart_geometry``, ``round_layout``,  where chairs and names of a table go, without pictures
``row_layout``, ``name_rows``,
``labels``
``seat_chart``, ``hall_plan``,         the charts
``car_chart``
``cards``, ``car_cards``               PDF to cut and fold
``lists``, ``rides``, ``findings``     tables of texts: by table, by name, kitchen, service, cars; causes and proofs
``reprint``                            what is to be printed again after changes
``texts``, ``drawings``,               the files: Markdown, pictures and PDF, the workbook
``sheets``, ``workbook``
``printed``                            all of them together
=====================================  ==========================================================
"""
